// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import org.casegate.crypto.keep.Token;
import org.casegate.crypto.seal.Octets;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Verdict;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.PackFacts;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.ManifestParser;
import org.casegate.policy.manifest.Settled;
import org.casegate.policy.meeting.CaseFile;
import org.casegate.policy.meeting.Cases;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides packs. A pack's parts are sealed already and visible to nobody; they become so only in the transaction that
/// writes the ledger entry. A crash before it leaves an undecided pack, after it a decided one; there is no third state.
final class Judgement {
    private static final Logger LOG = LoggerFactory.getLogger(Judgement.class);
    private static final int TRIES = 5;

    private final Database database;
    private final AgreementVersions agreements;
    private final Directory directory;
    private final Cases cases;
    private final Facts facts;
    private final Decisions decisions;
    private final TransitKeys transit;
    private final Words words;
    private final InFlight inFlight;
    private final Receipts receipts;
    private final Attempts attempts;
    private final Sweep sweep;
    private final Quotas quotas;
    private final InstantSource clock;
    private final Executor executor;

    Judgement(Database database, AgreementVersions agreements, Directory directory, Cases cases, Facts facts,
            Decisions decisions, TransitKeys transit, Words words, InFlight inFlight, Receipts receipts,
            Attempts attempts, Sweep sweep, Quotas quotas, InstantSource clock, Executor executor) {
        this.database = database;
        this.agreements = agreements;
        this.directory = directory;
        this.cases = cases;
        this.facts = facts;
        this.decisions = decisions;
        this.transit = transit;
        this.words = words;
        this.inFlight = inFlight;
        this.receipts = receipts;
        this.attempts = attempts;
        this.sweep = sweep;
        this.quotas = quotas;
        this.clock = clock;
        this.executor = executor;
    }

    /// Judges the pack if a file that was just closed or renamed has completed it, and answers within the time that clients
    /// wait; a judgement that takes longer goes on, and its receipt will say.
    Answer settle(PackId pack, boolean manifestClosed) throws IntakeRefusal, IOException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                answer.complete(settleNow(pack, manifestClosed));
            } catch (IntakeRefusal | IOException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(quotas.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Answer.Pending("This pack was received and is still being checked. Nobody can see it yet; "
                    + "see RECEIPT.txt in a moment.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the pack was judged", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IntakeRefusal refusal -> throw refusal;
                case IOException fault -> throw fault;
                case RuntimeException fault -> throw fault;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /// Judges a pack that was left frozen, or complete and unjudged; not one that somebody is at just now, which may take a while.
    void settleAgain(PackId id) throws IntakeRefusal, IOException {
        Lock lock = inFlight.lock(id);
        if (!lock.tryLock()) {
            return;
        }
        try {
            PackRows.pack(database.query(), id)
                    .filter(pack -> pack.state() == PackState.FROZEN)
                    .ifPresent(pack -> database.query().execute(PackRows.thaw(pack)));
            settleNow(id, false);
        } finally {
            lock.unlock();
        }
    }

    Answer settleNow(PackId id, boolean manifestClosed) throws IntakeRefusal, IOException {
        Lock lock = inFlight.lock(id);
        lock.lock();
        try {
            ArrivalRows.Gathered gathered = ArrivalRows.gathered(database.query(), id)
                    .orElseThrow(IntakeRefusal::notFound);
            PackRow pack = gathered.pack();
            if (pack.state().decided()) {
                attempts.paid(pack);
                return receipts.answer(pack);
            }
            if (!manifestClosed && lacksParts(gathered)) {
                return new Answer.Received();
            }
            Optional<Candidate> candidate = candidate(pack);
            if (candidate.isEmpty()) {
                return new Answer.Received();
            }
            boolean complete = candidate.get().complete() && inFlight.of(id).isEmpty();
            return complete || manifestClosed || attempts.owes(pack)
                    ? decide(candidate.get(), complete)
                    : new Answer.Received();
        } finally {
            lock.unlock();
        }
    }

    /// Whether it has no manifest, or one that, as it was read last, lists more parts than have arrived; and nothing is owed to the
    /// ledger of it. Then it is not complete, and nobody need open every name to see that.
    boolean lacksParts(ArrivalRows.Gathered gathered) {
        boolean lacks = gathered.manifest().isEmpty() || gathered.manifest().flatMap(inFlight::manifest)
                .filter(manifest -> manifest.parts().size() > gathered.arrived()).isPresent();
        return lacks && !attempts.owes(gathered.pack());
    }

    /// A pack with all that is needed to judge it; nothing while there is no manifest under its name.
    Optional<Candidate> candidate(PackRow pack) throws IntakeRefusal, IOException {
        List<PartRow> rows = PackRows.parts(database.query(), pack.id());
        Optional<PartRow> manifestRow = rows.stream()
                .filter(row -> row.manifest() && row.received() && !row.temporary())
                .findFirst();
        if (manifestRow.isEmpty()) {
            return Optional.empty();
        }
        CaseFile file = cases.find(pack.caseId()).orElseThrow();
        return Optional.of(candidate(pack, file, rows, manifestRow.get(), manifest(pack, file, manifestRow.get())));
    }

    /// The same for whoever only looks; nothing, and nothing happens to it, where the manifest cannot be read as the case stands.
    Optional<Candidate> seen(PackRow pack) throws IOException {
        List<PartRow> rows = PackRows.parts(database.query(), pack.id());
        Optional<PartRow> row = rows.stream().filter(each -> each.manifest() && each.received() && !each.temporary())
                .findFirst();
        Optional<CaseFile> file = cases.find(pack.caseId());
        if (row.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        return parsed(file.get(), row.get()) instanceof Parsed.Good<Manifest>(Manifest manifest)
                ? Optional.of(candidate(pack, file.get(), rows, row.get(), manifest))
                : Optional.empty();
    }

    private Candidate candidate(PackRow pack, CaseFile file, List<PartRow> rows, PartRow manifestRow,
            Manifest manifest) {
        List<PartRow> files = rows.stream().filter(row -> !row.id().equals(manifestRow.id())).toList();
        return new Candidate(pack, file, manifestRow, manifest, files, words.ofParts(rows));
    }

    private Parsed<Manifest> parsed(CaseFile file, PartRow row) throws IOException {
        Settled settled = file.settled().at(clock.instant());
        Optional<Manifest> known = inFlight.manifest(row.id(), settled);
        return known.isPresent()
                ? new Parsed.Good<>(known.get())
                : new ManifestParser(agreements.ids()).parse(transit.read(row, ManifestParser.LARGEST_BYTES), settled);
    }

    /// A manifest that cannot be read is no decision: it goes, and what else has arrived stays.
    private Manifest manifest(PackRow pack, CaseFile file, PartRow row) throws IntakeRefusal, IOException {
        Settled settled = file.settled().at(clock.instant());
        Parsed<Manifest> parsed = parsed(file, row);
        if (!(parsed instanceof Parsed.Good<Manifest>(Manifest manifest))) {
            if (pack.state() == PackState.HELD) {
                throw IntakeRefusal.refused("The manifest of this pack cannot be read as the case stands now.");
            }
            throw attempts.unreadable(pack, row,
                    parsed.complaints().stream().map(complaint -> complaint.in(FileName.MANIFEST)).toList());
        }
        Optional<String> elsewhere = Facts.elsewhere(pack, file, manifest);
        if (elsewhere.isPresent()) {
            throw attempts.unreadable(pack, row, List.of(elsewhere.get()));
        }
        inFlight.remember(row.id(), settled, manifest);
        return manifest;
    }

    /// Judges a complete pack; of one whose manifest has come before its parts only what a stranger may know.
    ///
    /// A refusal that was told and is owed to the ledger is not judged again: it stays what it was.
    ///
    /// What is committed is bound to the revisions of pack, case and register that were judged: where one of them has moved
    /// on in between, it is judged again.
    private Answer decide(Candidate first, boolean complete) throws IntakeRefusal, IOException {
        PackRow pack = first.pack();
        boolean owed = attempts.owes(pack);
        for (int tries = 0; tries < TRIES; tries++) {
            Candidate candidate = tries == 0 ? first : candidate(pack).orElse(first);
            Register register = directory.current();
            Agreement agreement = agreements.find(pack.agreement(), register);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            PackFacts judged = facts.of(candidate, register, now);
            Optional<? extends Outcome> outcome = owed
                    ? Optional.of(agreement.unrecorded())
                    : complete ? Optional.of(agreement.judge(judged, register)) : agreement.guard(judged, register);
            if (outcome.isEmpty()) {
                return new Answer.Waiting(("manifest.yaml was taken. "
                        + String.join(" ", Missing.of(candidate).sentences())).strip());
            }
            Token token = owed
                    ? facts.unlike(candidate)
                    : facts.judged(candidate, complete && !destroys(outcome.get()));
            if (sameAttempt(pack, token, register)) {
                return again(candidate, outcome.get(), now);
            }
            Optional<Answer> answer = commit(candidate, agreement, outcome.get(), register, token, now);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new IOException("the register, the case or the pack kept changing while the pack was judged");
    }

    /// @return nothing where pack, case or register have moved on
    private Optional<Answer> commit(Candidate candidate, Agreement agreement, Outcome outcome, Register register,
            Token token, Instant now) throws IOException {
        PackRow pack = candidate.pack();
        if (database.query().execute(PackRows.freeze(pack)) == 0) {
            throw new IOException("the pack changed while it was judged");
        }
        boolean decided = false;
        try {
            Verdict verdict = agreement.verdict(outcome, now, register);
            boolean recorded = decisions.commit(candidate, pack, agreement, outcome, register, token, now);
            decided = true;
            attempts.paid(pack);
            inFlight.forget(candidate.manifestRow().id());
            if (destroys(outcome)) {
                stop(pack, verdict.status());
            }
            sweepNow();
            return Optional.of(recorded ? Receipts.answer(verdict) : counted(verdict));
        } catch (Conflict e) {
            return Optional.empty();
        } catch (NotSealable e) {
            decided = true; // and frozen: it is judged again each minute, until it can be sealed
            LOG.warn("pack {} waits: it cannot be sealed to its recipients", pack.id());
            return Optional.of(new Answer.Pending(e.sentence()
                    + " This pack was received whole and waits. Nobody can see it yet; within %d hours of its beginning it is decided by itself as soon as it can be sealed, so do not send it again. See RECEIPT.txt."
                            .formatted(quotas.pack().unfinished().toHours())));
        } catch (LedgerUnavailable e) {
            attempts.unrecorded(pack);
            decided = true; // and frozen until that is recorded
            return Optional.of(new Answer.Refused(agreement.verdict(agreement.unrecorded(), now, register).status()));
        } finally {
            if (!decided) {
                thaw(pack);
            }
        }
    }

    private static Answer counted(Verdict verdict) {
        return new Answer.Refused(
                verdict.status() + " Many uploads of this account were refused for the same reason, so "
                        + "this one is only counted in the ledger and has no receipt of its own.");
    }

    /// A stranger need not send the rest.
    private void stop(PackRow pack, String sentence) throws IOException {
        for (SealingUpload upload : inFlight.of(pack.id())) {
            inFlight.remove(upload);
            upload.refuse(sentence);
        }
    }

    /// What was refused for good lies in the store no longer than it must; what cannot be deleted now is by the next sweep.
    void sweepNow() {
        try {
            sweep.run();
        } catch (IOException | DataAccessException e) {
            LOG.warn("ciphertext without keys is left for the next sweep: {}", e.getClass().getSimpleName());
        }
    }

    private void thaw(PackRow pack) {
        try {
            database.query().execute(PackRows.thaw(pack));
        } catch (DataAccessException e) {
            LOG.warn("pack {} stays frozen until the database answers", pack.id());
        }
    }

    /// Clients send again what was refused, some of them three times: the same content, judged by the same register, is the same
    /// attempt.
    private boolean sameAttempt(PackRow pack, Token token, Register register) {
        return pack.attempts() > 0 && PackRows.lastDecision(database.query(), pack.id())
                .filter(last -> last.register() == register.revision())
                .filter(last -> last.judged().equals(Octets.copyOf(token.bytes())))
                .isPresent();
    }

    private Answer again(Candidate candidate, Outcome outcome, Instant now) {
        if (destroys(outcome)) {
            decisions.destroyAgain(candidate, now);
            sweepNow();
            inFlight.forget(candidate.manifestRow().id());
        }
        return receipts.answer(candidate.pack());
    }

    private static boolean destroys(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.parts() == Outcome.Refused.Parts.DESTROY;
    }
}
