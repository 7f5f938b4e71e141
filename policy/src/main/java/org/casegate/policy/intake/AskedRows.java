// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.DECISION;
import static org.casegate.schema.tables.pack.Tables.QUESTION;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Question;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Role;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// Questions of holds as rows: what is read, and the queries that change them.
final class AskedRows {
    private AskedRows() {}

    /// What the present hold of a pack has asked, with the answers: every question since the pack was last open, in order.
    static List<AskedRow> ofPresentHold(DSLContext db, PackId pack) {
        int before = db.select(DSL.coalesce(DSL.max(DECISION.ATTEMPT), DSL.zero()))
                .from(DECISION)
                .where(DECISION.PACK_ID.eq(pack.value()), DECISION.OUTCOME.eq("REFUSED"))
                .fetchSingle()
                .value1();
        return db.selectFrom(QUESTION)
                .where(QUESTION.PACK_ID.eq(pack.value()), QUESTION.ATTEMPT.gt(before))
                .orderBy(QUESTION.ATTEMPT, QUESTION.NUMBER)
                .fetch(row -> new AskedRow(row.getAttempt(), row.getNumber(), row.getStep(),
                        Code.find(row.getCode()).orElseThrow(), row.getClause(), Optional.ofNullable(row.getPartId()),
                        Optional.ofNullable(row.getPartNumber()),
                        new AgencyId(row.getAgency()), Role.valueOf(row.getRole()), row.getDueAt(),
                        Optional.ofNullable(row.getAnswer()).map(answer -> new AskedRow.Answered(
                                answer.equals("RELEASED"), row.getAnsweredAt(), new AccountId(row.getAnsweredBy()),
                                row.getEntry()))));
    }

    /// Writes down what a decision to hold asks.
    static StateChange ask(Candidate candidate, int attempt, Outcome.Held held) {
        StateChange change = StateChange.none();
        int number = 0;
        for (Finding finding : held.findings()) {
            Question question = finding.question().orElseThrow();
            change = change.with(DSL.insertInto(QUESTION)
                    .set(QUESTION.PACK_ID, candidate.pack().id().value())
                    .set(QUESTION.ATTEMPT, attempt)
                    .set(QUESTION.NUMBER, ++number)
                    .set(QUESTION.STEP, question.step())
                    .set(QUESTION.CODE, question.code().printed())
                    .set(QUESTION.CLAUSE, finding.clause().toString())
                    .set(QUESTION.PART_ID, question.part().flatMap(candidate::file).map(PartRow::id).orElse(null))
                    .set(QUESTION.PART_NUMBER, question.part().map(candidate.manifest()::numberOf).orElse(null))
                    .set(QUESTION.AGENCY, question.agency().value())
                    .set(QUESTION.ROLE, question.role().name())
                    .set(QUESTION.DUE_AT, question.by()), 1);
        }
        return change;
    }

    /// Holds only where nobody has answered these yet.
    static StateChange stillOpen(PackId pack, List<AskedRow> asked) {
        StateChange change = StateChange.none();
        for (AskedRow row : asked) {
            change = change.with(DSL.update(QUESTION)
                    .set(QUESTION.ANSWER, QUESTION.ANSWER)
                    .where(QUESTION.PACK_ID.eq(pack.value()), QUESTION.ATTEMPT.eq(row.attempt()),
                            QUESTION.NUMBER.eq(row.number()), QUESTION.ANSWER.isNull()),
                    1);
        }
        return change;
    }

    /// Writes down an answer to questions that nobody has answered yet. The first entry of the change is the answer's.
    static StateChange answer(PackId pack, List<AskedRow> asked, boolean released, AccountId by, Instant now) {
        StateChange change = StateChange.none();
        for (AskedRow row : asked) {
            change = change.withIndex(index -> DSL.update(QUESTION)
                    .set(QUESTION.ANSWER, released ? "RELEASED" : "DECLINED")
                    .set(QUESTION.ANSWERED_AT, now)
                    .set(QUESTION.ANSWERED_BY, by.value())
                    .set(QUESTION.ENTRY, index)
                    .where(QUESTION.PACK_ID.eq(pack.value()), QUESTION.ATTEMPT.eq(row.attempt()),
                            QUESTION.NUMBER.eq(row.number()), QUESTION.ANSWER.isNull()),
                    1);
        }
        return change;
    }
}
