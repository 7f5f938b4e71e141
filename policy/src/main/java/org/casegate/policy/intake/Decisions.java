// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.DECISION;
import static org.casegate.schema.tables.pack.Tables.CASE_FILE;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.JUDGED_PART;
import static org.casegate.schema.tables.register.Tables.HEAD;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.casegate.crypto.keep.Token;
import org.casegate.crypto.seal.Sha256;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Verdict;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Question;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.event.About;
import org.casegate.policy.event.PackEvent;
import org.casegate.policy.event.Under;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.SealedField;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.ledger.Subject;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;
import org.casegate.schema.ManyRows;
import org.casegate.schema.tables.pack.Sequences;
import org.jooq.Condition;
import org.jooq.Query;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;

/// Writes a decision: the entry and all that it changes, as one. What was judged is named in the change, so that it only
/// stands where pack, case and register are still what was judged.
final class Decisions {
    /// An entry has room for so many parts; a longer list stands beside it, committed to as a whole.
    private static final int PARTS_IN_ENTRY = 150;

    private final Database database;
    private final Ledger ledger;
    private final Openings openings;
    private final Words words;
    private final Acceptance acceptance;
    private final Corrections corrections;
    private final ReceivedContent received;

    Decisions(Database database, Ledger ledger, Openings openings, Words words, Acceptance acceptance,
            Corrections corrections, ReceivedContent received) {
        this.database = database;
        this.ledger = ledger;
        this.openings = openings;
        this.words = words;
        this.acceptance = acceptance;
        this.corrections = corrections;
        this.received = received;
    }

    /// A decision that is ready to be written.
    ///
    /// @param entries its own, then what else it makes true
    record Ready(List<Draft> entries, StateChange change) {}

    /// @param pack   frozen, at the revision that was judged
    /// @param judged stands for what was judged
    /// @return whether it has an entry and a receipt; one refusal of a flood is only counted
    /// @throws Conflict if pack, case or register have moved on
    boolean commit(Candidate candidate, PackRow pack, Agreement agreement, Outcome outcome, Register register,
            Token judged, Instant now) throws LedgerUnavailable, Conflict, IOException {
        Ready ready = ready(candidate, pack, agreement, outcome, register, judged, 0, now);
        if (outcome instanceof Outcome.Refused refused) {
            return ledger.refuse(ready.entries().getFirst(), ready.change(),
                    counted(candidate, pack, refused, register, now)).isPresent();
        }
        ledger.append(ready.entries(), ready.change());
        return true;
    }

    /// @param pack  frozen or on hold, at the revision that was judged
    /// @param place of the decision's entry among the entries that are appended with it
    Ready ready(Candidate candidate, PackRow pack, Agreement agreement, Outcome outcome, Register register,
            Token judged, int place, Instant now) throws IOException {
        Verdict verdict = agreement.verdict(outcome, now, register);
        Subject subject = words.require(pack.id().value());
        int attempt = pack.attempts() + 1;
        String transfer = pack.transfer().orElseGet(() -> nextTransfer(pack.agreement(), now));
        Subject neutral = words.create(UUID.randomUUID());
        Optional<SealedField> list = candidate.files().size() > PARTS_IN_ENTRY
                ? Optional.of(subject.seal("parts/" + attempt, list(candidate)))
                : Optional.empty();
        StateChange change = state(candidate, pack, outcome, register, transfer, now)
                .withIndex(index -> DSL.insertInto(DECISION)
                        .set(DECISION.PACK_ID, pack.id().value())
                        .set(DECISION.ATTEMPT, attempt)
                        .set(DECISION.OUTCOME, verdict.word())
                        .set(DECISION.CODE, outcome.findings().isEmpty() ? null : code(outcome))
                        .set(DECISION.AT, now)
                        .set(DECISION.ENTRY, index + place)
                        .set(DECISION.JUDGED, judged.bytes())
                        .set(DECISION.REGISTER, register.revision())
                        .set(DECISION.LISTED, candidate.manifest().parts().size())
                        .set(DECISION.NEUTRAL, neutral.id()), 1)
                .with(judged(candidate, attempt), candidate.numbered().size())
                .and(receipt(verdict, neutral))
                .with(subject.seal(Receipts.json(attempt), verdict.receiptJson()).insert(), 1)
                .with(subject.seal(Receipts.sentences(attempt), String.join("\n", verdict.sentences())).insert(), 1);
        if (list.isPresent()) {
            change = change.with(list.get().insert(), 1);
        }
        List<UUID> erased = new ArrayList<>();
        if (pack.attempts() > 0) {
            erased.addAll(PackRows.replaced(database.query(), pack.id()));
        }
        change = change.withAll(Removal.ofReplaced(erased, openings));
        List<Draft> entries = new ArrayList<>();
        Optional<String> corrects = Optional.empty();
        switch (outcome) {
            case Outcome.Accepted accepted -> {
                change = change.and(acceptance.of(candidate, subject, accepted, register, now));
                if (candidate.manifest().references().corrects().isPresent()) {
                    PackRow old = corrections.of(pack, candidate.manifest(), register).orElseThrow(
                            () -> new IOException("the pack that is corrected changed while this one was judged"));
                    corrects = old.transfer();
                    entries.add(corrections.entry(old, pack, transfer, agreement));
                    change = change.and(corrections.change(old, pack, place + 1, now));
                }
            }
            case Outcome.Held held -> // for whom the sealed parts wait
                change = change.and(AskedRows.ask(candidate, attempt, held))
                        .and(Deciders.tell(pack, held, register, now));
            case Outcome.Refused refused when refused.parts() == Outcome.Refused.Parts.DESTROY -> {
                // a stranger's, or under no agreement in force: the ciphertext goes at once, only codes and commitments stay
                candidate.everyFile().forEach(file -> erased.add(file.id()));
                change = change.withAll(Removal.of(candidate.everyFile(), openings, now));
            }
            case Outcome.Refused _ -> {
                // the sealed parts wait for a corrected manifest
            }
        }
        PackEvent.Judgement judgement = new PackEvent.Judgement(
                Under.of(outcome.agreement()),
                about(pack, list), list.isPresent() ? List.of() : parts(candidate),
                list.isPresent() ? OptionalInt.of(candidate.files().size()) : OptionalInt.empty(), erased,
                register.revision(), agreement.textSha256(), transfer, attempt);
        PackEvent event = switch (outcome) {
            case Outcome.Accepted accepted -> accepted(judgement, accepted, corrects);
            case Outcome.Held held -> held(judgement, candidate, held, register);
            case Outcome.Refused refused -> new PackEvent.Refused(judgement, findings(refused));
        };
        entries.addFirst(Draft.of(event).actor(pack.account().value()).agency(pack.agency().value()));
        return new Ready(entries, change);
    }

    /// The verdict once more with its parts called by number, under a subject of its own, because the receipt shows it when the pack's
    /// words are gone.
    private static StateChange receipt(Verdict verdict, Subject neutral) {
        return StateChange.none()
                .with(neutral.insert(), 1)
                .with(neutral.seal(Receipts.JSON, verdict.neutralReceiptJson()).insert(), 1)
                .with(neutral.seal(Receipts.SENTENCES, String.join("\n", verdict.neutralSentences())).insert(), 1);
    }

    private static Query judged(Candidate candidate, int attempt) {
        return ManyRows.of(candidate.numbered())
                .all(JUDGED_PART.PACK_ID, candidate.pack().id().value())
                .all(JUDGED_PART.ATTEMPT, attempt)
                .each(JUDGED_PART.NUMBER, Candidate.Numbered::number)
                .each(JUDGED_PART.PART_ID, each -> each.file().id())
                .each(JUDGED_PART.SIZE, each -> each.file().contentSize())
                .insertInto(JUDGED_PART);
    }

    /// Removes what was sent again to a pack that was refused for good at this very content: no new attempt.
    void destroyAgain(Candidate candidate, Instant now) {
        database.transact(db -> Removal.run(db, candidate.everyFile(), openings, now));
    }

    private About about(PackRow pack, Optional<SealedField> list) throws IOException {
        SortedMap<String, Commitment> sealed = new TreeMap<>();
        sealed.put(Words.CASE, openings.commitment(pack.id().value(), Words.CASE).orElseThrow());
        list.ifPresent(field -> sealed.put(field.field(), field.commitment()));
        return new About(pack.id().value(), sealed);
    }

    private static PackEvent.Findings findings(Outcome outcome) {
        List<Finding> findings = outcome.findings();
        return new PackEvent.Findings(code(outcome),
                findings.stream().map(finding -> finding.clause().toString()).distinct().toList(),
                findings.stream().map(finding -> finding.code().printed()).distinct().toList(),
                findings.stream().map(Finding::step).distinct().toList());
    }

    private PackEvent held(PackEvent.Judgement judgement, Candidate candidate, Outcome.Held held, Register register) {
        List<Question> asked = held.questions();
        List<Sha256> reused = asked.stream()
                .filter(question -> question.code() == Code.REUSE)
                .flatMap(question -> question.part().flatMap(candidate::file).stream())
                .map(candidate::sha256)
                .toList();
        Map<Sha256, ReceivedContent.Origin> origins = received.origins(candidate.pack(), reused, register);
        List<String> passedOn = reused.stream()
                .flatMap(content -> Optional.ofNullable(origins.get(content)).stream())
                .map(origin -> origin.pack().toString())
                .distinct()
                .toList();
        return new PackEvent.Held(judgement, findings(held),
                asked.stream().map(each -> each.agency() + "/" + each.role()).distinct().toList(),
                asked.stream().map(Question::by).min(Comparator.naturalOrder()).orElseThrow(), passedOn);
    }

    private static PackEvent accepted(PackEvent.Judgement judgement, Outcome.Accepted accepted,
            Optional<String> corrects) {
        return new PackEvent.Accepted(judgement, accepted.reliedOn().stream().map(Object::toString).toList(),
                accepted.recipients().stream().map(Recipient::account).map(Object::toString).toList(),
                accepted.recipients().stream().flatMap(recipient -> recipient.controller().stream()
                        .map(controller -> recipient.account() + " " + controller)).toList(),
                accepted.readings(), corrects);
    }

    /// Number, subject, digest, size and name of each part, one a line.
    private static String list(Candidate candidate) {
        StringBuilder list = new StringBuilder();
        for (Candidate.Numbered numbered : candidate.numbered()) {
            PartRow file = numbered.file();
            list.append(numbered.number()).append(' ').append(file.id()).append(' ').append(candidate.sha256(file))
                    .append(' ')
                    .append(file.contentSize()).append(' ').append(candidate.name(file).value()).append('\n');
        }
        return list.toString();
    }

    /// Commitments to name and digest of each part, by number.
    private List<PackEvent.Part> parts(Candidate candidate) throws IOException {
        List<PartRow> files = candidate.inOrder();
        Map<UUID, SortedMap<String, Commitment>> commitments = openings
                .commitments(files.stream().map(PartRow::id).toList(), List.of(Words.NAME, Words.SHA256));
        return files.stream()
                .map(file -> new PackEvent.Part(file.id(), commitments.getOrDefault(file.id(), new TreeMap<>()),
                        file.contentSize()))
                .toList();
    }

    /// Where the refusal is only counted: the pack is as it was before, but for what must go.
    private StateChange counted(Candidate candidate, PackRow pack, Outcome.Refused refused, Register register,
            Instant now) {
        StateChange change = StateChange.none().with(DSL.update(CASE_PACK)
                .set(CASE_PACK.STATE, PackState.OPEN.name())
                .where(asJudged(candidate, pack, register)), 1);
        if (refused.parts() == Outcome.Refused.Parts.DESTROY) {
            change = change.withAll(Removal.givenUp(pack, candidate.everyFile(), openings, now));
        }
        return change;
    }

    /// The pack is still frozen, or on hold, at what was judged, by the register and the case that it was judged by.
    private static Condition asJudged(Candidate candidate, PackRow pack, Register register) {
        return CASE_PACK.ID.eq(pack.id().value())
                .and(CASE_PACK.STATE.eq((pack.state() == PackState.HELD ? PackState.HELD : PackState.FROZEN).name()))
                .and(CASE_PACK.REVISION.eq(pack.revision()))
                .and(CASE_PACK.ATTEMPTS.eq(pack.attempts()))
                .and(DSL.exists(DSL.selectOne().from(HEAD).where(HEAD.REVISION.eq(register.revision()))))
                .and(DSL.exists(DSL.selectOne()
                        .from(CASE_FILE)
                        .where(CASE_FILE.ID.eq(candidate.of().id()),
                                CASE_FILE.REVISION.eq(candidate.of().revision()))));
    }

    private StateChange state(Candidate candidate, PackRow pack, Outcome outcome, Register register, String transfer,
            Instant now) {
        PackState next = switch (outcome) {
            case Outcome.Accepted _ -> PackState.ACCEPTED;
            case Outcome.Held _ -> PackState.HELD;
            case Outcome.Refused _ -> PackState.OPEN;
        };
        boolean wasHeld = pack.state() == PackState.HELD;
        UpdateSetMoreStep<?> update = DSL.update(CASE_PACK)
                .set(CASE_PACK.STATE, next.name())
                .set(CASE_PACK.ATTEMPTS, CASE_PACK.ATTEMPTS.plus(1))
                .set(CASE_PACK.TRANSFER, transfer)
                .set(CASE_PACK.CHANGED_AT, now);
        if (wasHeld && next == PackState.OPEN) {
            update = update.set(CASE_PACK.REOPENED_AT, now);
        }
        return StateChange.none()
                .with(update.where(asJudged(candidate, pack, register)), 1);
    }

    private static String code(Outcome outcome) {
        return outcome.findings().getFirst().code().printed();
    }

    /// For example `ST-2026-000123`.
    private String nextTransfer(AgreementId agreement, Instant now) {
        long number = database.query().nextval(Sequences.TRANSFER_NUMBER);
        return "%s-%d-%06d".formatted(initials(agreement), now.atZone(ZoneOffset.UTC).getYear(), number);
    }

    /// `pan-dorset` PD, `staffordshire` ST.
    private static String initials(AgreementId agreement) {
        String[] of = agreement.value().split("-", -1);
        String initials = of.length > 1 ? of[0].substring(0, 1) + of[1].substring(0, 1) : of[0].substring(0, 2);
        return initials.toUpperCase(Locale.ROOT);
    }
}
