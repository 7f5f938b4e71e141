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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.casegate.crypto.keep.Token;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Verdict;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.EntryKind;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.SealedField;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.ledger.Subject;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;
import org.casegate.schema.tables.pack.Sequences;
import org.jooq.Condition;
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

    Decisions(Database database, Ledger ledger, Openings openings, Words words, Acceptance acceptance) {
        this.database = database;
        this.ledger = ledger;
        this.openings = openings;
        this.words = words;
        this.acceptance = acceptance;
    }

    /// @param pack   frozen, at the revision that was judged
    /// @param judged stands for what was judged
    /// @return whether it has an entry and a receipt; one refusal of a flood is only counted
    /// @throws Conflict if pack, case or register have moved on
    boolean commit(Candidate candidate, PackRow pack, Agreement agreement, Outcome outcome, Register register,
            Token judged, Instant now) throws LedgerUnavailable, Conflict, IOException {
        Verdict verdict = agreement.verdict(outcome, now, register);
        Subject subject = words.require(pack.id().value());
        int attempt = pack.attempts() + 1;
        String transfer = pack.transfer().orElseGet(() -> nextTransfer(pack.agreement(), now));
        Subject neutral = words.create(UUID.randomUUID());
        Optional<SealedField> list = candidate.files().size() > PARTS_IN_ENTRY
                ? Optional.of(subject.seal("parts/" + attempt, list(candidate)))
                : Optional.empty();
        Draft draft = draft(candidate, pack, outcome, register, list)
                .fact("agreement_sha256", agreement.textSha256())
                .fact("transfer", transfer)
                .fact("attempt", attempt);
        StateChange change = state(candidate, pack, outcome, register, transfer, now)
                .withIndex(index -> DSL.insertInto(DECISION)
                        .set(DECISION.PACK_ID, pack.id().value())
                        .set(DECISION.ATTEMPT, attempt)
                        .set(DECISION.OUTCOME, verdict.word())
                        .set(DECISION.CODE, outcome.findings().isEmpty() ? null : code(outcome))
                        .set(DECISION.AT, now)
                        .set(DECISION.ENTRY, index)
                        .set(DECISION.JUDGED, judged.bytes())
                        .set(DECISION.REGISTER, register.revision())
                        .set(DECISION.LISTED, candidate.manifest().parts().size())
                        .set(DECISION.NEUTRAL, neutral.id()), 1)
                .and(receipt(candidate, attempt, verdict, neutral))
                .with(subject.seal(Receipts.json(attempt), verdict.receiptJson()).insert(), 1)
                .with(subject.seal(Receipts.sentences(attempt), String.join("\n", verdict.sentences())).insert(), 1);
        if (list.isPresent()) {
            change = change.with(list.get().insert(), 1);
        }
        List<UUID> erased = new ArrayList<>(PackRows.replaced(database.query(), pack.id()));
        change = change.withAll(Removal.ofReplaced(erased, openings));
        switch (outcome) {
            case Outcome.Accepted accepted ->
                change = change.and(acceptance.of(candidate, accepted, register, now));
            case Outcome.Refused refused when refused.parts() == Outcome.Refused.Parts.DESTROY -> {
                erased.addAll(candidate.subjects());
                change = change.and(destroy(candidate, now));
            }
            case Outcome.Held held ->
                change = change.and(Deciders.tell(pack, held, register, now)); // for whom the sealed parts wait
            case Outcome.Refused _ -> {
                // the sealed parts wait for a corrected manifest
            }
        }
        Draft whole = erased.isEmpty() ? draft : draft.erased(erased);
        if (outcome instanceof Outcome.Refused refused) {
            return ledger.refuse(whole, change, counted(candidate, pack, refused, register, now)).isPresent();
        }
        ledger.append(whole, change);
        return true;
    }

    /// What the receipt shows: the files of this judgement, and the verdict once more with its parts called by number, under a
    /// subject of its own, because it is there when the pack's words are gone.
    private static StateChange receipt(Candidate candidate, int attempt, Verdict verdict, Subject neutral) {
        StateChange change = StateChange.none()
                .with(neutral.insert(), 1)
                .with(neutral.seal(Receipts.JSON, verdict.neutralReceiptJson()).insert(), 1)
                .with(neutral.seal(Receipts.SENTENCES, String.join("\n", verdict.neutralSentences())).insert(), 1);
        for (Candidate.Numbered numbered : candidate.numbered()) {
            change = change.with(DSL.insertInto(JUDGED_PART)
                    .set(JUDGED_PART.PACK_ID, candidate.pack().id().value())
                    .set(JUDGED_PART.ATTEMPT, attempt)
                    .set(JUDGED_PART.NUMBER, numbered.number())
                    .set(JUDGED_PART.PART_ID, numbered.file().id())
                    .set(JUDGED_PART.SIZE, numbered.file().contentSize()), 1);
        }
        return change;
    }

    /// Removes what was sent again to a pack that was refused for good at this very content: no new attempt.
    void destroyAgain(Candidate candidate, Instant now) {
        database.transact(db -> {
            candidate.files().forEach(file -> Removal.run(db, file.id(), file.object(), openings, now));
            return Removal.run(db, candidate.manifestRow().id(), candidate.manifestRow().object(), openings, now);
        });
    }

    private Draft draft(Candidate candidate, PackRow pack, Outcome outcome, Register register,
            Optional<SealedField> list) throws IOException {
        EntryKind kind = switch (outcome) {
            case Outcome.Accepted _ -> EntryKind.ACCEPTED;
            case Outcome.Held _ -> EntryKind.HELD;
            case Outcome.Refused _ -> EntryKind.REFUSED;
        };
        Draft draft = Draft.of(kind)
                .agreement(outcome.agreement().agreement().value(), outcome.agreement().version())
                .actor(pack.account().value())
                .agency(pack.agency().value())
                .subject(pack.id().value())
                .fact("register", register.revision());
        SortedMap<String, Commitment> sealed = new TreeMap<>();
        sealed.put(Words.CASE, openings.commitment(pack.id().value(), Words.CASE).orElseThrow());
        list.ifPresent(field -> sealed.put(field.field(), field.commitment()));
        draft = list.isPresent()
                ? draft.sealed(sealed).fact("parts", candidate.files().size())
                : parts(draft.sealed(sealed), candidate);
        if (outcome instanceof Outcome.Accepted accepted) {
            return accepted(draft, accepted);
        }
        List<Finding> findings = outcome.findings();
        return draft.code(code(outcome))
                .clauses(findings.stream().map(finding -> finding.clause().toString()).distinct().toList())
                .fact("codes", findings.stream().map(finding -> finding.code().printed()).distinct().toList())
                .fact("steps", findings.stream().map(Finding::step).distinct().toList());
    }

    private static Draft accepted(Draft draft, Outcome.Accepted accepted) {
        Draft longer = draft.clauses(accepted.reliedOn().stream().map(Object::toString).toList())
                .fact("recipients",
                        accepted.recipients().stream().map(Recipient::account).map(Object::toString).toList());
        List<String> controllers = accepted.recipients().stream().flatMap(recipient -> recipient.controller().stream()
                .map(controller -> recipient.account() + " " + controller)).toList();
        if (!controllers.isEmpty()) {
            longer = longer.fact("controllers", controllers);
        }
        return accepted.readings().isEmpty() ? longer : longer.fact("readings", accepted.readings());
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
    private Draft parts(Draft draft, Candidate candidate) throws IOException {
        List<PartRow> files = candidate.inOrder();
        Map<UUID, SortedMap<String, Commitment>> commitments = openings
                .commitments(files.stream().map(PartRow::id).toList());
        Draft longer = draft;
        for (PartRow file : files) {
            SortedMap<String, Commitment> sealed = new TreeMap<>(commitments.getOrDefault(file.id(), new TreeMap<>()));
            sealed.keySet().retainAll(List.of(Words.NAME, Words.SHA256));
            longer = longer.part(file.id(), sealed, file.contentSize());
        }
        return longer;
    }

    /// Where the refusal is only counted: the pack is as it was before, but for what must go.
    private StateChange counted(Candidate candidate, PackRow pack, Outcome.Refused refused, Register register,
            Instant now) {
        StateChange change = StateChange.none().with(DSL.update(CASE_PACK)
                .set(CASE_PACK.STATE, PackState.OPEN.name())
                .where(asJudged(candidate, pack, register)), 1);
        if (refused.parts() == Outcome.Refused.Parts.DESTROY) {
            change = change.withAll(Removal.givenUp(pack, candidate.manifestRow(), openings, now));
            for (PartRow file : candidate.files()) {
                change = change.withAll(Removal.givenUp(pack, file, openings, now));
            }
        }
        return change;
    }

    /// The pack is still frozen at what was judged, by the register and the case that it was judged by.
    private static Condition asJudged(Candidate candidate, PackRow pack, Register register) {
        return CASE_PACK.ID.eq(pack.id().value())
                .and(CASE_PACK.STATE.eq(PackState.FROZEN.name()))
                .and(CASE_PACK.REVISION.eq(pack.revision()))
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
        return StateChange.none()
                .with(DSL.update(CASE_PACK)
                        .set(CASE_PACK.STATE, next.name())
                        .set(CASE_PACK.ATTEMPTS, CASE_PACK.ATTEMPTS.plus(1))
                        .set(CASE_PACK.TRANSFER, transfer)
                        .set(CASE_PACK.CHANGED_AT, now)
                        .where(asJudged(candidate, pack, register)), 1);
    }

    /// A stranger's pack, or one under no agreement in force: the ciphertext goes at once, only codes and commitments stay.
    private StateChange destroy(Candidate candidate, Instant now) {
        StateChange change = StateChange.none()
                .withAll(Removal.of(candidate.manifestRow(), openings, now));
        for (PartRow file : candidate.files()) {
            change = change.withAll(Removal.of(file, openings, now));
        }
        return change;
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
