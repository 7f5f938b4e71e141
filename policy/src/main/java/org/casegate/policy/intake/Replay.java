// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.DECISION;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.Wraps;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.check.CaseFacts;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.PackFacts;
import org.casegate.policy.check.Question;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.event.LedgerEvent;
import org.casegate.policy.event.Under;
import org.casegate.policy.intake.ReplayReport.Difference;
import org.casegate.policy.intake.ReplayReport.Judged;
import org.casegate.policy.intake.ReplayReport.Lost;
import org.casegate.policy.intake.ReplayReport.Reason;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.ManifestParser;
import org.casegate.policy.manifest.Settled;
import org.casegate.policy.manifest.SettledText;
import org.casegate.policy.meeting.CaseFile;
import org.casegate.policy.meeting.Cases;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;
import org.jooq.Condition;

/// Judges past packs against a draft of their agreement and says what would have come out differently, and by which clause.
/// Reads only, and is itself a query of the ledger.
///
/// It works from what survives: the decision, the register at the revision that it was taken by, the manifest, and what was
/// seen in the parts. What has been destroyed is gone for this too.
public final class Replay {
    private final Database database;
    private final Ledger ledger;
    private final Directory directory;
    private final AgreementVersions agreements;
    private final Cases cases;
    private final TransitKeys transit;
    private final Words words;
    private final Facts facts;

    public Replay(Database database, ObjectStore store, Wraps wraps, Openings openings, KeyedToken tokens,
            Ledger ledger, Directory directory, AgreementVersions agreements, Cases cases, Quotas quotas) {
        this.database = database;
        this.ledger = ledger;
        this.directory = directory;
        this.agreements = agreements;
        this.cases = cases;
        this.transit = new TransitKeys(database, store, wraps);
        this.words = new Words(openings, tokens);
        this.facts = new Facts(database, tokens, new ReceivedContent(database, tokens),
                new Corrections(database, openings, new Endings(database)), quotas);
    }

    /// Records the question, then judges every decision of the draft's agreement since that moment, oldest first.
    ///
    /// @param account who asks
    /// @throws LedgerUnavailable if the question cannot be recorded; nothing is judged then
    /// @throws IOException       if keys or stored manifests cannot be read here
    public ReplayReport run(String account, Agreement draft, Instant since) throws LedgerUnavailable, IOException {
        record(account, draft, since);
        List<Difference> differences = new ArrayList<>();
        Map<Lost, Integer> lost = new EnumMap<>(Lost.class);
        int judged = 0;
        for (Past past : past(CASE_PACK.AGREEMENT.eq(draft.version().agreement().value()).and(DECISION.AT.ge(since)))) {
            switch (again(past, draft)) {
                case Again.Same _ -> judged++;
                case Again.Different(Difference difference) -> {
                    judged++;
                    differences.add(difference);
                }
                case Again.Gone(Lost reason) -> lost.merge(reason, 1, Integer::sum);
            }
        }
        return new ReplayReport(judged, differences, lost);
    }

    private void record(String account, Agreement draft, Instant since) throws LedgerUnavailable {
        try {
            ledger.append(Draft.of(new LedgerEvent.Replayed(Under.of(draft.version()), draft.textSha256(), since))
                    .actor(account), StateChange.none());
        } catch (Conflict e) {
            throw new IllegalStateException("An entry without a change conflicts with nothing", e);
        }
    }

    /// How a decision came about, check by check, where all that was judged is still there.
    ///
    /// @param entry of the ledger; nothing where it records no decision on a pack
    /// @throws IOException if keys or stored manifests cannot be read here
    public Optional<DecisionTrail> decision(long entry) throws IOException {
        List<Past> found = past(DECISION.ENTRY.eq(entry));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Past past = found.getFirst();
        PackRow pack = PackRows.pack(database.query(), past.pack()).orElseThrow();
        return Optional.of(switch (taken(past, Optional.empty())) {
            case Taken.Gone(Lost lost) ->
                new DecisionTrail(pack.transfer().orElse("-"), past.attempt(), past.register(),
                        Optional.empty(), Map.of(), List.of(), Optional.of(lost));
            case Taken.Known known -> new DecisionTrail(pack.transfer().orElse("-"), past.attempt(), past.register(),
                    Optional.of(known.inForce().version().version()), InCodes.of(known.facts(), known.register()),
                    known.inForce().trail(known.facts(), standing(known.inForce(), known.register()), known.answered()),
                    Optional.empty());
        });
    }

    private List<Past> past(Condition which) {
        return database.query()
                .select(DECISION.PACK_ID, DECISION.ATTEMPT, DECISION.OUTCOME, DECISION.CODE, DECISION.AT,
                        DECISION.ENTRY, DECISION.JUDGED, DECISION.REGISTER)
                .from(DECISION)
                .join(CASE_PACK)
                .on(CASE_PACK.ID.eq(DECISION.PACK_ID))
                .where(which)
                .orderBy(DECISION.AT, DECISION.ENTRY)
                .fetch(row -> new Past(new PackId(row.value1()), row.value2(), row.value3(),
                        Optional.ofNullable(row.value4()), row.value5(), row.value6(), Octets.copyOf(row.value7()),
                        row.value8()));
    }

    private Again again(Past past, Agreement draft) throws IOException {
        return switch (taken(past, Optional.of(draft))) {
            case Taken.Gone(Lost lost) -> new Again.Gone(lost);
            case Taken.Known known -> compared(past, known, draft);
        };
    }

    private static Again compared(Past past, Taken.Known known, Agreement draft) {
        Judged before = judged(known.outcome());
        Judged after = judged(judge(draft, known.facts(), known.register(), known.answered()));
        return after.equals(before)
                ? new Again.Same()
                : new Again.Different(new Difference(known.pack().transfer().orElse("-"), past.attempt(), past.entry(),
                        past.at(), known.pack().agency().value(), before, after));
    }

    /// Takes the decision again, from what survives.
    ///
    /// @param otherwise the agreement, where none was in force then
    private Taken taken(Past past, Optional<Agreement> otherwise) throws IOException {
        PackRow pack = PackRows.pack(database.query(), past.pack()).orElseThrow();
        Register register = directory.at(past.register());
        Optional<Candidate> survived = candidate(pack, past);
        if (survived.isEmpty()) {
            return new Taken.Gone(Lost.DESTROYED);
        }
        Optional<Candidate> same = asJudged(survived.get(), past);
        if (same.isEmpty()) {
            return new Taken.Gone(Lost.REPLACED);
        }
        PackFacts known = facts(same.get(), register, past.at());
        Optional<Agreement> inForce = agreements.of(register).find(pack.agreement()).or(() -> otherwise);
        if (inForce.isEmpty()) {
            return new Taken.Gone(Lost.CHANGED);
        }
        List<Question> answered = List.of();
        Outcome then = judge(inForce.get(), known, register, answered);
        if (then instanceof Outcome.Held held && past.outcome().equals("ACCEPTED")) {
            // whoever was asked has let it go; the same answers hold before the draft
            answered = held.questions();
            then = judge(inForce.get(), known, register, answered);
        }
        return past.is(judged(then))
                ? new Taken.Known(pack, known, register, inForce.get(), answered, then)
                : new Taken.Gone(Lost.CHANGED);
    }

    /// Judges as if this version had been the one in force.
    private static Outcome judge(Agreement agreement, PackFacts known, Register register, List<Question> answered) {
        return agreement.judge(known, standing(agreement, register), answered);
    }

    private static Register standing(Agreement agreement, Register register) {
        String version = agreement.version().version();
        return register.agreement(agreement.version().agreement())
                .map(registration -> register.with(registration.inVersion(version))).orElse(register);
    }

    private PackFacts facts(Candidate candidate, Register register, Instant at) {
        PackFacts known = facts.of(candidate, register, at);
        // a case that has moved on since is not the one that was judged by; what it settled stands in the manifest
        boolean asItStood = candidate.of().revision() == revision(candidate.pack());
        return asItStood ? known : known.inCase(new CaseFacts.AsDeclared());
    }

    private long revision(PackRow pack) {
        return cases.find(pack.caseId()).map(CaseFile::revision).orElse(-1L);
    }

    /// The pack with its manifest and what is known of its files; nothing where any of it is erased.
    private Optional<Candidate> candidate(PackRow pack, Past past) throws IOException {
        List<PartRow> rows = PackRows.parts(database.query(), pack.id()).stream()
                .filter(row -> row.received() && !row.temporary()).toList();
        Map<UUID, SortedMap<String, String>> known = words.ofParts(rows);
        boolean whole = rows.stream().allMatch(row -> isKnown(known.getOrDefault(row.id(), new TreeMap<>()), row));
        Optional<PartRow> manifestRow = rows.stream().filter(PartRow::manifest).findFirst();
        Optional<CaseFile> file = cases.find(pack.caseId());
        if (!whole || manifestRow.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        return manifest(pack, manifestRow.get(), file.get(), past)
                .map(manifest -> new Candidate(pack, file.get(), manifestRow.get(), manifest,
                        rows.stream().filter(row -> !row.manifest()).toList(), known));
    }

    private static boolean isKnown(SortedMap<String, String> words, PartRow row) {
        return words.containsKey(Words.SHA256)
                && (row.manifest() || (words.containsKey(Words.NAME) && words.containsKey(Words.FINDINGS)));
    }

    /// From the pack's openings once it is accepted; before that the gateway still reads the stored one.
    private Optional<Manifest> manifest(PackRow pack, PartRow row, CaseFile file, Past past) throws IOException {
        SortedMap<String, String> ofPack = words.of(pack.id().value());
        String text = ofPack.get(Words.MANIFEST);
        if (text == null && pack.state().decided() && pack.state() != PackState.HELD) {
            return Optional.empty();
        }
        byte[] octets = text == null
                ? transit.read(row, ManifestParser.LARGEST_BYTES)
                : Base64.getDecoder().decode(text);
        Settled settled = Optional.ofNullable(ofPack.get(Words.SETTLED)).map(SettledText::parse)
                .orElseGet(() -> file.settled().at(past.at()));
        Parsed<Manifest> parsed = new ManifestParser(List.of(pack.agreement())).parse(octets, settled);
        return parsed instanceof Parsed.Good<Manifest>(Manifest manifest) ? Optional.of(manifest) : Optional.empty();
    }

    /// The same pack at the revision of its case by which it was judged, if what survives is what was judged.
    private Optional<Candidate> asJudged(Candidate now, Past past) {
        for (long revision = now.of().revision(); revision >= 0; revision--) {
            Candidate then = new Candidate(now.pack(), now.of().atRevision(revision), now.manifestRow(), now.manifest(),
                    now.files(), now.words());
            if (matches(then, past, true) || matches(then, past, false)) {
                return Optional.of(then);
            }
        }
        return Optional.empty();
    }

    private boolean matches(Candidate candidate, Past past, boolean withParts) {
        return past.judged().equals(Octets.copyOf(facts.judged(candidate, withParts).bytes()));
    }

    private static Judged judged(Outcome outcome) {
        String word = switch (outcome) {
            case Outcome.Accepted _ -> "ACCEPTED";
            case Outcome.Held _ -> "HELD";
            case Outcome.Refused _ -> "REFUSED";
        };
        return new Judged(word, outcome.findings().stream().map(Replay::reason).toList());
    }

    private static Reason reason(Finding finding) {
        return new Reason(finding.step(), finding.code().printed(), finding.clause().toString(),
                finding.neutralText());
    }

    /// A decision, as its row has it.
    private record Past(PackId pack, int attempt, String outcome, Optional<String> code, Instant at, long entry,
            Octets judged, long register) {

        boolean is(Judged other) {
            return outcome.equals(other.outcome())
                    && code.equals(other.reasons().stream().map(Reason::code).findFirst());
        }
    }

    /// A decision as it was taken, or why that is not known any more.
    private sealed interface Taken {
        record Known(PackRow pack, PackFacts facts, Register register, Agreement inForce, List<Question> answered,
                Outcome outcome) implements Taken {}

        record Gone(Lost reason) implements Taken {}
    }

    private sealed interface Again {
        record Same() implements Again {}

        record Different(Difference difference) implements Again {}

        record Gone(Lost reason) implements Again {}
    }
}
