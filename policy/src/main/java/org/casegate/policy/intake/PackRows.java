// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.DECISION;
import static org.casegate.schema.tables.pack.Tables.DISCARDED;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.JUDGED_PART;
import static org.casegate.schema.tables.pack.Tables.PART;
import static org.casegate.schema.tables.pack.Tables.RECIPIENT;
import static org.casegate.schema.tables.pack.Tables.WRAP;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.casegate.crypto.keep.Token;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.store.ObjectId;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Place;
import org.casegate.schema.ManyRows;
import org.casegate.schema.tables.pack.tables.CasePack;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.InsertReturningStep;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.UpdateConditionStep;
import org.jooq.impl.DSL;

/// Packs, parts and decisions as rows: what is read, and the queries that change them. A query is given out, not run, so that
/// it can stand in the transaction of a ledger entry.
final class PackRows {
    // in the text of a statement, not beside it: only so can the partial indexes be used
    static final Param<String> ARRIVING = DSL.inline("ARRIVING");
    static final Param<String> RECEIVED = DSL.inline("RECEIVED");
    static final Param<String> KEPT = DSL.inline("KEPT");
    static final Param<String> ENDED = DSL.inline("ENDED");
    private static final Param<String> REPLACED = DSL.inline("REPLACED");
    private static final Param<String> OPEN = DSL.inline(PackState.OPEN.name());
    private static final Param<String> FROZEN = DSL.inline(PackState.FROZEN.name());

    /// Whose wraps are its own until the decision.
    private static final String GATEWAY = "";

    private PackRows() {}

    static Optional<PackRow> pack(DSLContext db, PackId id) {
        return db.selectFrom(CASE_PACK).where(CASE_PACK.ID.eq(id.value())).fetchOptional(PackRows::toPack);
    }

    static Optional<PackRow> pack(DSLContext db, AccountId account, UUID caseId, Token name) {
        return db.selectFrom(CASE_PACK)
                .where(CASE_PACK.ACCOUNT.eq(account.value()), CASE_PACK.CASE_ID.eq(caseId),
                        CASE_PACK.NAME.eq(name.bytes()))
                .fetchOptional(PackRows::toPack);
    }

    static Optional<PackRow> pack(DSLContext db, AccountId account, UUID caseId, String transfer) {
        return db.selectFrom(CASE_PACK)
                .where(CASE_PACK.ACCOUNT.eq(account.value()), CASE_PACK.CASE_ID.eq(caseId),
                        CASE_PACK.TRANSFER.eq(transfer))
                .fetchOptional(PackRows::toPack);
    }

    /// The pack of that transfer id, which it has from its first decision on.
    static Optional<PackRow> pack(DSLContext db, String transfer) {
        return db.selectFrom(CASE_PACK).where(CASE_PACK.TRANSFER.eq(transfer)).fetchOptional(PackRows::toPack);
    }

    /// Packs that were judged, the newest first.
    ///
    /// @param agencies the sending agency's ids; all where it is empty
    static List<PackRow> judged(DSLContext db, Optional<List<String>> agencies, int most) {
        return db.selectFrom(CASE_PACK)
                .where(CASE_PACK.TRANSFER.isNotNull(),
                        agencies.map(CASE_PACK.AGENCY::in).orElseGet(DSL::noCondition))
                .orderBy(CASE_PACK.CHANGED_AT.desc(), CASE_PACK.ID)
                .limit(most)
                .fetch(PackRows::toPack);
    }

    /// Packs in that state, oldest first.
    static List<PackRow> packs(DSLContext db, PackState state) {
        return db.selectFrom(CASE_PACK)
                .where(CASE_PACK.STATE.eq(state.name()))
                .orderBy(CASE_PACK.CHANGED_AT, CASE_PACK.ID)
                .fetch(PackRows::toPack);
    }

    /// A pack as a listing needs it.
    record Listed(PackId id, Optional<String> transfer, Instant createdAt) {}

    /// This account's packs of a case, oldest first.
    ///
    /// @param after the pack behind which to begin
    static List<Listed> list(DSLContext db, AccountId account, UUID caseId, Optional<Listed> after, int most) {
        return db.select(CASE_PACK.ID, CASE_PACK.TRANSFER, CASE_PACK.CREATED_AT)
                .from(CASE_PACK)
                .where(CASE_PACK.ACCOUNT.eq(account.value()), CASE_PACK.CASE_ID.eq(caseId))
                .and(after.map(last -> DSL.row(CASE_PACK.CREATED_AT, CASE_PACK.ID)
                        .gt(last.createdAt(), last.id().value())).orElseGet(DSL::noCondition))
                .orderBy(CASE_PACK.CREATED_AT, CASE_PACK.ID)
                .limit(most)
                .fetch(row -> new Listed(new PackId(row.value1()), Optional.ofNullable(row.value2()), row.value3()));
    }

    /// Packs that are not decided, oldest first.
    static List<PackRow> undecided(DSLContext db) {
        return db.selectFrom(CASE_PACK)
                .where(CASE_PACK.STATE.in(OPEN, FROZEN))
                .orderBy(CASE_PACK.CREATED_AT, CASE_PACK.ID)
                .fetch(PackRows::toPack);
    }

    static int countUndecided(DSLContext db, AccountId account) {
        return db.fetchCount(CASE_PACK, CASE_PACK.ACCOUNT.eq(account.value())
                .and(CASE_PACK.STATE.in(OPEN, FROZEN)));
    }

    /// Octets of content in undecided packs of an account, or of an agency.
    static long undecidedBytes(DSLContext db, AccountId account) {
        return db.fetchSingle(undecidedBytes(CASE_PACK, CASE_PACK.ACCOUNT.eq(account.value()))).value1();
    }

    static long undecidedBytes(DSLContext db, AgencyId agency) {
        return db.fetchSingle(undecidedBytes(CASE_PACK, CASE_PACK.AGENCY.eq(agency.value()))).value1();
    }

    static Select<Record1<Long>> undecidedBytes(CasePack of, Condition whose) {
        return DSL.select(DSL.coalesce(DSL.sum(PART.CONTENT_SIZE), DSL.zero()).cast(Long.class))
                .from(PART)
                .join(of)
                .on(of.ID.eq(PART.PACK_ID))
                .where(whose, PART.STATE.ne(REPLACED), of.STATE.in(OPEN, FROZEN));
    }

    /// The files of a pack that are there or on their way, in order of arrival; those whose content has ended among them.
    static List<PartRow> parts(DSLContext db, PackId pack) {
        return db.selectFrom(PART)
                .where(PART.PACK_ID.eq(pack.value()), PART.STATE.in(ARRIVING, RECEIVED, KEPT, ENDED))
                .orderBy(PART.ARRIVED_AT, PART.ID)
                .fetch(PackRows::toPart);
    }

    /// Every part that a pack has or had, but those that were replaced before it was decided.
    static List<PartRow> everyPart(DSLContext db, PackId pack) {
        return db.selectFrom(PART)
                .where(PART.PACK_ID.eq(pack.value()), PART.KIND.eq("PART"), PART.STATE.notIn(ARRIVING, REPLACED))
                .orderBy(PART.ARRIVED_AT, PART.ID)
                .fetch(PackRows::toPart);
    }

    static Optional<PartRow> part(DSLContext db, UUID part) {
        return db.selectFrom(PART)
                .where(PART.ID.eq(part), PART.STATE.in(ARRIVING, RECEIVED))
                .fetchOptional(PackRows::toPart);
    }

    /// The file of that name that has been received.
    static Optional<PartRow> received(DSLContext db, PackId pack, Token name) {
        return db.selectFrom(PART)
                .where(PART.PACK_ID.eq(pack.value()), PART.NAME.eq(name.bytes()), PART.STATE.in(RECEIVED, KEPT))
                .fetchOptional(PackRows::toPart);
    }

    /// The file of that name that arrived once, also where its content has ended.
    static Optional<PartRow> arrived(DSLContext db, PackId pack, Token name) {
        return db.selectFrom(PART)
                .where(PART.PACK_ID.eq(pack.value()), PART.NAME.eq(name.bytes()), PART.STATE.in(RECEIVED, KEPT, ENDED))
                .fetchOptional(PackRows::toPart);
    }

    /// The file of that name that is on its way.
    static Optional<PartRow> arriving(DSLContext db, PackId pack, Token name) {
        return db.selectFrom(PART)
                .where(PART.PACK_ID.eq(pack.value()), PART.NAME.eq(name.bytes()), PART.STATE.eq(ARRIVING))
                .fetchOptional(PackRows::toPart);
    }

    /// Files that are gone but whose openings an entry has committed to.
    static List<UUID> replaced(DSLContext db, PackId pack) {
        return db.select(PART.ID)
                .from(PART)
                .where(PART.PACK_ID.eq(pack.value()), PART.STATE.eq(REPLACED))
                .orderBy(PART.ID)
                .fetch(PART.ID);
    }

    static Query replace(Collection<UUID> parts) {
        return DSL.update(PART).set(PART.STATE, REPLACED)
                .where(ManyRows.among(PART.ID, parts), PART.STATE.eq(RECEIVED));
    }

    /// Parts that this node was receiving, with the pack of each.
    static List<Record> arriving(DSLContext db, String node) {
        return db.select(PART.ID, PART.PACK_ID, PART.OBJECT_ID)
                .from(PART)
                .where(PART.NODE.eq(node), PART.STATE.eq(ARRIVING))
                .fetch(row -> (Record) row);
    }

    /// The files of one judgement, by number.
    static List<JudgedPart> judged(DSLContext db, PackId pack, int attempt) {
        return db.selectFrom(JUDGED_PART)
                .where(JUDGED_PART.PACK_ID.eq(pack.value()), JUDGED_PART.ATTEMPT.eq(attempt))
                .orderBy(JUDGED_PART.NUMBER)
                .fetch(row -> new JudgedPart(row.getPartId(), row.getNumber(), row.getSize()));
    }

    static Optional<DecisionRow> lastDecision(DSLContext db, PackId pack) {
        return db.selectFrom(DECISION)
                .where(DECISION.PACK_ID.eq(pack.value()))
                .orderBy(DECISION.ATTEMPT.desc())
                .limit(1)
                .fetchOptional(PackRows::toDecision);
    }

    /// Every judgement of a pack, the first one first.
    static List<DecisionRow> decisions(DSLContext db, PackId pack) {
        return db.selectFrom(DECISION)
                .where(DECISION.PACK_ID.eq(pack.value()))
                .orderBy(DECISION.ATTEMPT)
                .fetch(PackRows::toDecision);
    }

    private static DecisionRow toDecision(Record row) {
        return new DecisionRow(row.get(DECISION.ATTEMPT), row.get(DECISION.OUTCOME), row.get(DECISION.AT),
                row.get(DECISION.ENTRY), Octets.copyOf(row.get(DECISION.JUDGED)), row.get(DECISION.REGISTER),
                Optional.ofNullable(row.get(DECISION.LISTED)).orElse(0),
                Optional.ofNullable(row.get(DECISION.NEUTRAL)));
    }

    /// Where the last file of a pack came from; unknown where nothing was recorded.
    static Place sentFrom(DSLContext db, PackId pack) {
        return Optional.ofNullable(db.select(CASE_PACK.SENT_FROM)
                .from(CASE_PACK)
                .where(CASE_PACK.ID.eq(pack.value()))
                .fetchSingle()
                .value1()).map(Place::new).orElse(Place.UNKNOWN);
    }

    /// Who may collect an accepted pack, in the manifest's order.
    static List<AccountId> recipients(DSLContext db, PackId pack) {
        return db.select(RECIPIENT.ACCOUNT)
                .from(RECIPIENT)
                .where(RECIPIENT.PACK_ID.eq(pack.value()))
                .orderBy(RECIPIENT.NUMBER)
                .fetch(row -> new AccountId(row.value1()));
    }

    /// By part; without those that are decided or gone.
    static Map<UUID, Octets> transitEnvelopes(DSLContext db, Collection<UUID> parts) {
        return db.select(WRAP.PART_ID, WRAP.ENVELOPE)
                .from(WRAP)
                .where(ManyRows.among(WRAP.PART_ID, parts), WRAP.RECIPIENT.eq(GATEWAY))
                .fetchMap(Record2::value1, row -> Octets.copyOf(row.value2()));
    }

    /// The gateway's own hold on these parts goes: as many rows.
    static Query deleteTransit(Collection<UUID> parts) {
        return DSL.deleteFrom(WRAP).where(ManyRows.among(WRAP.PART_ID, parts), WRAP.RECIPIENT.eq(GATEWAY));
    }

    static InsertReturningStep<?> insertPack(PackRow pack, Token name) {
        return DSL.insertInto(CASE_PACK)
                .set(CASE_PACK.ID, pack.id().value())
                .set(CASE_PACK.CASE_ID, pack.caseId())
                .set(CASE_PACK.AGREEMENT, pack.agreement().value())
                .set(CASE_PACK.ACCOUNT, pack.account().value())
                .set(CASE_PACK.AGENCY, pack.agency().value())
                .set(CASE_PACK.NAME, name.bytes())
                .set(CASE_PACK.STATE, pack.state().name())
                .set(CASE_PACK.CREATED_AT, pack.createdAt())
                .set(CASE_PACK.CHANGED_AT, pack.changedAt());
    }

    /// Says that something changed which would be judged. One row, only while the pack is open.
    static UpdateConditionStep<?> touch(PackId pack, Place from, Instant now) {
        return DSL.update(CASE_PACK)
                .set(CASE_PACK.SENT_FROM, from.code())
                .set(CASE_PACK.REVISION, CASE_PACK.REVISION.plus(1))
                .set(CASE_PACK.CHANGED_AT, now)
                .where(CASE_PACK.ID.eq(pack.value()), CASE_PACK.STATE.eq(OPEN));
    }

    static Query rename(UUID part, FileName name, Token token) {
        return DSL.update(PART)
                .set(PART.KIND, name.manifest() ? "MANIFEST" : "PART")
                .set(PART.NAME, token.bytes())
                .set(PART.TEMPORARY, name.temporary())
                .where(PART.ID.eq(part), PART.STATE.eq(RECEIVED));
    }

    static Query freeze(PackRow pack) {
        return move(pack, PackState.OPEN, PackState.FROZEN);
    }

    static Query thaw(PackRow pack) {
        return move(pack, PackState.FROZEN, PackState.OPEN);
    }

    private static Query move(PackRow pack, PackState from, PackState to) {
        return DSL.update(CASE_PACK)
                .set(CASE_PACK.STATE, to.name())
                .where(CASE_PACK.ID.eq(pack.id().value()), CASE_PACK.STATE.eq(from.name()),
                        CASE_PACK.REVISION.eq(pack.revision()));
    }

    /// Changes nothing, but only where the pack still is as it was read.
    static Query stay(PackRow pack) {
        return DSL.update(CASE_PACK)
                .set(CASE_PACK.STATE, pack.state().name())
                .where(CASE_PACK.ID.eq(pack.id().value()), CASE_PACK.STATE.eq(pack.state().name()),
                        CASE_PACK.REVISION.eq(pack.revision()), CASE_PACK.ATTEMPTS.eq(pack.attempts()));
    }

    static Query deleteWraps(Collection<UUID> parts) {
        return DSL.deleteFrom(WRAP).where(ManyRows.among(WRAP.PART_ID, parts));
    }

    static Query deleteParts(Collection<UUID> parts) {
        return DSL.deleteFrom(PART).where(ManyRows.among(PART.ID, parts));
    }

    static Query deleteArriving(UUID part) {
        return DSL.deleteFrom(PART).where(PART.ID.eq(part), PART.STATE.eq(ARRIVING));
    }

    static Query deletePack(PackId pack) {
        return DSL.deleteFrom(CASE_PACK).where(CASE_PACK.ID.eq(pack.value()),
                CASE_PACK.STATE.eq(OPEN));
    }

    static Query discard(Collection<ObjectId> objects, Instant now) {
        return ManyRows.of(objects).each(DISCARDED.OBJECT_ID, ObjectId::value).all(DISCARDED.AT, now)
                .insertInto(DISCARDED).onConflictDoNothing();
    }

    static PackRow toPack(Record row) {
        return new PackRow(new PackId(row.get(CASE_PACK.ID)), row.get(CASE_PACK.CASE_ID),
                new AgreementId(row.get(CASE_PACK.AGREEMENT)),
                new AccountId(row.get(CASE_PACK.ACCOUNT)), new AgencyId(row.get(CASE_PACK.AGENCY)),
                Optional.ofNullable(row.get(CASE_PACK.TRANSFER)), PackState.valueOf(row.get(CASE_PACK.STATE)),
                row.get(CASE_PACK.REVISION), row.get(CASE_PACK.ATTEMPTS), row.get(CASE_PACK.CREATED_AT),
                Optional.ofNullable(row.get(CASE_PACK.REOPENED_AT)).orElse(row.get(CASE_PACK.CREATED_AT)),
                row.get(CASE_PACK.CHANGED_AT));
    }

    private static PartRow toPart(Record row) {
        Integer number = row.get(PART.NUMBER);
        Long size = row.get(PART.CONTENT_SIZE);
        return new PartRow(row.get(PART.ID), row.get(PART.KIND).equals("MANIFEST"), row.get(PART.TEMPORARY),
                !row.get(PART.STATE).equals(ARRIVING.getValue()), new ObjectId(row.get(PART.OBJECT_ID)),
                number == null ? OptionalInt.empty() : OptionalInt.of(number), size == null ? 0 : size,
                row.get(PART.ARRIVED_AT), Optional.ofNullable(row.get(PART.RECEIVED_AT)));
    }
}
