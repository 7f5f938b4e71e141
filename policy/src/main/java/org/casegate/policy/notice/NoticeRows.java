// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import static org.casegate.schema.tables.pack.Tables.NOTICE;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.schema.Database;
import org.jooq.Condition;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// The queue as rows. Several nodes share it: whoever claims a notice has it alone until its lease ends.
final class NoticeRows {
    private final Database database;

    NoticeRows(Database database) {
        this.database = database;
    }

    /// The notice that has been due longest and that no other node holds, with this attempt counted.
    ///
    /// @param lease for how long nobody else may attempt it; a node that dies loses it then
    Optional<Notice> claim(Instant now, Duration lease) {
        return database.transact(db -> {
            Optional<Notice> due = db.selectFrom(NOTICE)
                    .where(NOTICE.STATE.eq(Notice.State.QUEUED.name()), NOTICE.DUE_AT.le(now))
                    .orderBy(NOTICE.DUE_AT, NOTICE.ID)
                    .limit(1)
                    .forUpdate()
                    .skipLocked()
                    .fetchOptional(NoticeRows::toNotice);
            return due.map(notice -> db.update(NOTICE)
                    .set(NOTICE.ATTEMPTS, NOTICE.ATTEMPTS.plus(1))
                    .set(NOTICE.DUE_AT, now.plus(lease))
                    .where(NOTICE.ID.eq(notice.id()))
                    .returning()
                    .fetchSingle(NoticeRows::toNotice));
        });
    }

    /// Another attempt is due then; only while this one is the last.
    void postpone(Notice claimed, String answer, Instant dueAt) {
        database.query()
                .update(NOTICE)
                .set(NOTICE.DUE_AT, dueAt)
                .set(NOTICE.LAST_ANSWER, answer)
                .where(claim(claimed))
                .execute();
    }

    /// Beside the entry that says what became of it: one row, only while this attempt is the last.
    static Query settle(Notice claimed, Notice.State state, String answer, Instant now, long entry) {
        return DSL.update(NOTICE)
                .set(NOTICE.STATE, state.name())
                .set(NOTICE.LAST_ANSWER, answer)
                .set(NOTICE.SETTLED_AT, now)
                .set(NOTICE.ENTRY, entry)
                .where(claim(claimed));
    }

    private static Condition claim(Notice claimed) {
        return NOTICE.ID.eq(claimed.id()).and(NOTICE.STATE.eq(Notice.State.QUEUED.name()))
                .and(NOTICE.ATTEMPTS.eq(claimed.attempts()));
    }

    Optional<Notice> find(UUID id) {
        return database.query().selectFrom(NOTICE).where(NOTICE.ID.eq(id)).fetchOptional(NoticeRows::toNotice);
    }

    /// The newest of these.
    List<Notice> newest(Optional<Notice.State> state, int most) {
        return database.query()
                .selectFrom(NOTICE)
                .where(state.map(wanted -> NOTICE.STATE.eq(wanted.name())).orElseGet(DSL::noCondition))
                .orderBy(NOTICE.QUEUED_AT.desc(), NOTICE.ID)
                .limit(most)
                .fetch(NoticeRows::toNotice);
    }

    int count(Notice.State state) {
        return database.query().fetchCount(NOTICE, NOTICE.STATE.eq(state.name()));
    }

    /// The one that has waited longest.
    Optional<Notice> oldestQueued() {
        return database.query()
                .selectFrom(NOTICE)
                .where(NOTICE.STATE.eq(Notice.State.QUEUED.name()))
                .orderBy(NOTICE.QUEUED_AT, NOTICE.ID)
                .limit(1)
                .fetchOptional(NoticeRows::toNotice);
    }

    /// What was given up goes back to the queue as if it were new: one row.
    static Query again(UUID id, Instant now) {
        return DSL.update(NOTICE)
                .set(NOTICE.STATE, Notice.State.QUEUED.name())
                .set(NOTICE.SETTLED_AT, (Instant) null)
                .set(NOTICE.ENTRY, (Long) null)
                .set(NOTICE.ATTEMPTS, 0)
                .set(NOTICE.QUEUED_AT, now)
                .set(NOTICE.DUE_AT, now)
                .where(NOTICE.ID.eq(id), NOTICE.STATE.eq(Notice.State.NOT_DELIVERED.name()));
    }

    /// The relay took it, and it came back: one row.
    static Query bounced(UUID id, String answer, Instant now, long entry) {
        return DSL.update(NOTICE)
                .set(NOTICE.STATE, Notice.State.NOT_DELIVERED.name())
                .set(NOTICE.LAST_ANSWER, answer)
                .set(NOTICE.SETTLED_AT, now)
                .set(NOTICE.ENTRY, entry)
                .where(NOTICE.ID.eq(id), NOTICE.STATE.eq(Notice.State.TAKEN.name()));
    }

    /// Lets everything that waits be tried at once.
    int hurry(Instant now) {
        return database.query()
                .update(NOTICE)
                .set(NOTICE.DUE_AT, now)
                .where(NOTICE.STATE.eq(Notice.State.QUEUED.name()), NOTICE.DUE_AT.gt(now),
                        NOTICE.LAST_ANSWER.isNotNull())
                .execute();
    }

    /// The last round of a kind whose occasions are numbered. What was queued before there were numbers is of round 0.
    Optional<CheckpointLetters.Round> lastRound(NoticeKind kind) {
        return database.query()
                .select(NOTICE.OCCASION, DSL.min(NOTICE.QUEUED_AT))
                .from(NOTICE)
                .where(NOTICE.KIND.eq(kind.name()), NOTICE.OCCASION.isNotNull())
                .groupBy(NOTICE.OCCASION)
                .fetch(row -> new CheckpointLetters.Round(
                        row.value1().matches("[0-9]{1,18}") ? Long.parseLong(row.value1()) : 0, row.value2()))
                .stream()
                .max(Comparator.comparingLong(CheckpointLetters.Round::number)
                        .thenComparing(CheckpointLetters.Round::at));
    }

    /// When the relay last took one of a kind, as far as that is remembered.
    Optional<Instant> lastTaken(NoticeKind kind) {
        return Optional.ofNullable(database.query()
                .select(DSL.max(NOTICE.SETTLED_AT))
                .from(NOTICE)
                .where(NOTICE.KIND.eq(kind.name()), NOTICE.STATE.eq(Notice.State.TAKEN.name()))
                .fetchSingle()
                .value1());
    }

    /// Queues a notice that no entry stands beside, once.
    ///
    /// @return whether it was not there yet
    boolean add(Query insert) {
        return database.query().execute(insert) == 1;
    }

    /// What was settled before then goes; the entries stay.
    int forget(Instant before) {
        return database.query()
                .deleteFrom(NOTICE)
                .where(NOTICE.STATE.ne(Notice.State.QUEUED.name()), NOTICE.SETTLED_AT.lt(before))
                .execute();
    }

    private static Notice toNotice(Record row) {
        Long entry = row.get(NOTICE.ENTRY);
        String account = row.get(NOTICE.ACCOUNT);
        NoticeMatter matter = new NoticeMatter(new AgreementId(row.get(NOTICE.AGREEMENT)),
                Optional.ofNullable(row.get(NOTICE.CASE_ID)),
                Optional.ofNullable(row.get(NOTICE.PACK_ID)), new AgencyId(row.get(NOTICE.AGENCY)),
                Optional.ofNullable(row.get(NOTICE.OCCASION)), Optional.ofNullable(row.get(NOTICE.DEADLINE)));
        return new Notice(row.get(NOTICE.ID), NoticeKind.valueOf(row.get(NOTICE.KIND)), matter,
                account == null
                        ? new Addressee.Spoc(new AgencyId(row.get(NOTICE.SPOC)))
                        : new Addressee.Holder(new AccountId(account)),
                Notice.State.valueOf(row.get(NOTICE.STATE)), row.get(NOTICE.QUEUED_AT), row.get(NOTICE.DUE_AT),
                row.get(NOTICE.ATTEMPTS), Optional.ofNullable(row.get(NOTICE.LAST_ANSWER)),
                Optional.ofNullable(row.get(NOTICE.SETTLED_AT)),
                entry == null ? OptionalLong.empty() : OptionalLong.of(entry));
    }
}
