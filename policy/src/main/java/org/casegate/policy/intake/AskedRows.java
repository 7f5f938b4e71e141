// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.DECISION;
import static org.casegate.schema.tables.pack.Tables.QUESTION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Question;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Role;
import org.casegate.schema.ManyRows;
import org.jooq.Condition;
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
        List<Asked> asked = new ArrayList<>();
        for (Finding finding : held.findings()) {
            asked.add(new Asked(asked.size() + 1, finding.clause(), finding.question().orElseThrow()));
        }
        return StateChange.none().with(ManyRows.of(asked)
                .all(QUESTION.PACK_ID, candidate.pack().id().value())
                .all(QUESTION.ATTEMPT, attempt)
                .each(QUESTION.NUMBER, Asked::number)
                .each(QUESTION.STEP, each -> each.question().step())
                .each(QUESTION.CODE, each -> each.question().code().printed())
                .each(QUESTION.CLAUSE, each -> each.clause().toString())
                .each(QUESTION.PART_ID,
                        each -> each.question().part().flatMap(candidate::file).map(PartRow::id).orElse(null))
                .each(QUESTION.PART_NUMBER,
                        each -> each.question().part().map(candidate.manifest()::numberOf).orElse(null))
                .each(QUESTION.AGENCY, each -> each.question().agency().value())
                .each(QUESTION.ROLE, each -> each.question().role().name())
                .each(QUESTION.DUE_AT, each -> each.question().by())
                .insertInto(QUESTION), asked.size());
    }

    private record Asked(int number, ClauseRef clause, Question question) {}

    /// Holds only where nobody has answered these yet.
    static StateChange stillOpen(PackId pack, List<AskedRow> asked) {
        return StateChange.none().with(these(asked)
                .all(QUESTION.ANSWER, null)
                .update(QUESTION, open(pack)), asked.size());
    }

    /// Writes down an answer to questions that nobody has answered yet. The first entry of the change is the answer's.
    static StateChange answer(PackId pack, List<AskedRow> asked, boolean released, AccountId by, Instant now) {
        return StateChange.none().withIndex(index -> these(asked)
                .all(QUESTION.ANSWER, released ? "RELEASED" : "DECLINED")
                .all(QUESTION.ANSWERED_AT, now)
                .all(QUESTION.ANSWERED_BY, by.value())
                .all(QUESTION.ENTRY, index)
                .update(QUESTION, open(pack)), asked.size());
    }

    private static ManyRows<AskedRow> these(List<AskedRow> asked) {
        return ManyRows.of(asked).key(QUESTION.ATTEMPT, AskedRow::attempt).key(QUESTION.NUMBER, AskedRow::number);
    }

    private static Condition open(PackId pack) {
        return QUESTION.PACK_ID.eq(pack.value()).and(QUESTION.ANSWER.isNull());
    }
}
