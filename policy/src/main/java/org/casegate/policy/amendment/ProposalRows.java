// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.register.Tables.APPROVAL;
import static org.casegate.schema.tables.register.Tables.PROPOSAL;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.amendment.Proposal.Approval;
import org.casegate.policy.amendment.Proposal.Document;
import org.casegate.policy.amendment.Proposal.State;
import org.casegate.policy.ledger.StateChange;
import org.casegate.schema.Database;
import org.casegate.schema.tables.register.tables.records.ProposalRecord;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.Record6;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Proposals and approvals as they are stored.
final class ProposalRows {
    private final Database database;

    ProposalRows(Database database) {
        this.database = database;
    }

    /// @param sha256 of the text as it was proposed; the database keeps the text in a form of its own
    record Row(long id, State state, String drafter, Instant at, String sha256, ProposalText text,
            List<Approval> approvals) {
        List<String> approved() {
            return approvals.stream().map(Approval::approver).toList();
        }
    }

    Optional<Row> find(long id) {
        return read(PROPOSAL.ID.eq(id)).stream().findFirst();
    }

    /// Oldest first.
    List<Row> waiting() {
        return read(PROPOSAL.STATE.eq(State.WAITING.name()));
    }

    /// Oldest first.
    List<Row> all() {
        return read(DSL.noCondition());
    }

    private List<Row> read(Condition condition) {
        return database.query()
                .select(PROPOSAL.ID, PROPOSAL.STATE, PROPOSAL.DRAFTER, ENTRY.AT, PROPOSAL.SHA256, PROPOSAL.BODY)
                .from(PROPOSAL)
                .join(ENTRY)
                .on(ENTRY.INDEX.eq(PROPOSAL.ID))
                .where(condition)
                .orderBy(PROPOSAL.ID)
                .fetch(this::row);
    }

    private Row row(Record6<Long, String, String, Instant, byte[], JSONB> row) {
        return new Row(row.value1(), State.valueOf(row.value2()), row.value3(), row.value4(),
                HexFormat.of().formatHex(row.value5()), new ProposalText(row.value6().data()),
                approvals(row.value1()));
    }

    private List<Approval> approvals(long proposal) {
        return database.query()
                .selectFrom(APPROVAL)
                .where(APPROVAL.PROPOSAL.eq(proposal))
                .orderBy(APPROVAL.ENTRY)
                .fetch(row -> new Approval(row.getApprover(), row.getAccount(), document(row.getDocument(),
                        row.getDocumentSha256()), row.getEntry()));
    }

    private static Optional<Document> document(@Nullable String reference, byte @Nullable [] sha256) {
        return Optional.ofNullable(reference)
                .map(its -> new Document(its, Optional.ofNullable(sha256).map(HexFormat.of()::formatHex)));
    }

    /// @param place of its entry among those of the change
    static StateChange open(ProposalText text, String drafter, int place) {
        return StateChange.none().withIndex(index -> DSL.insertInto(PROPOSAL)
                .set(PROPOSAL.ID, index + place)
                .set(PROPOSAL.STATE, State.WAITING.name())
                .set(PROPOSAL.DRAFTER, drafter)
                .set(PROPOSAL.SHA256, text.sha256())
                .set(PROPOSAL.BODY, JSONB.valueOf(text.json())), 1);
    }

    /// Of two approvals that come at once only one is the last: the other looks again.
    ///
    /// @param place of the approval's entry among those of the change
    static StateChange approve(Row row, String approver, String account, Optional<Document> document, int place) {
        return StateChange.none()
                .with(counted(row).where(unchanged(row)), 1)
                .withIndex(index -> approval(row.id(), approver, account, document, index + place), 1);
    }

    /// The first approval of a proposal that is opened by the same change.
    ///
    /// @param place of the proposal's entry; the approval's is the next
    static StateChange approveOpened(String approver, String account, int place) {
        return StateChange.none()
                .withIndex(index -> DSL.update(PROPOSAL).set(PROPOSAL.APPROVALS, 1)
                        .where(PROPOSAL.ID.eq(index + place)), 1)
                .withIndex(index -> approval(index + place, approver, account, Optional.empty(), index + place + 1), 1);
    }

    /// @param place of the entry that closes it among those of the change
    static StateChange close(Row row, State state, int approvals, int place) {
        return StateChange.none().withIndex(index -> DSL.update(PROPOSAL)
                .set(PROPOSAL.STATE, state.name())
                .set(PROPOSAL.CLOSED_BY, index + place)
                .where(PROPOSAL.ID.eq(row.id()), PROPOSAL.STATE.eq(State.WAITING.name()),
                        PROPOSAL.APPROVALS.eq(approvals)),
                1);
    }

    private static UpdateSetMoreStep<ProposalRecord> counted(Row row) {
        return DSL.update(PROPOSAL).set(PROPOSAL.APPROVALS, row.approvals().size() + 1);
    }

    private static Condition unchanged(Row row) {
        return DSL.and(PROPOSAL.ID.eq(row.id()), PROPOSAL.STATE.eq(State.WAITING.name()),
                PROPOSAL.APPROVALS.eq(row.approvals().size()));
    }

    private static Query approval(long proposal, String approver, String account,
            Optional<Document> document, long entry) {
        return DSL.insertInto(APPROVAL)
                .set(APPROVAL.PROPOSAL, proposal)
                .set(APPROVAL.APPROVER, approver)
                .set(APPROVAL.ACCOUNT, account)
                .set(APPROVAL.DOCUMENT, document.map(Document::reference).orElse(null))
                .set(APPROVAL.DOCUMENT_SHA256,
                        document.flatMap(Document::sha256).map(HexFormat.of()::parseHex).orElse(null))
                .set(APPROVAL.ENTRY, entry);
    }
}
