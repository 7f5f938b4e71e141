// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import org.casegate.policy.event.EntryKind;
import org.casegate.policy.event.PackEvent;
import org.casegate.policy.event.Under;
import static org.casegate.schema.tables.ledger.Tables.FLOOD;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.casegate.schema.Database;
import org.casegate.schema.tables.ledger.tables.records.FloodRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/// Keeps a flood of refusals from becoming a flood of entries. Of the refusals of one account, under one agreement, for one
/// reason, the first ones of a window have entries of their own; the others are counted, each before it is answered, in a row
/// that becomes one entry when the window is over. The row survives a crash; only where the window began is forgotten by it,
/// which makes more entries and not fewer.
final class Floods {
    static final int APART = 20;
    static final Duration WINDOW = Duration.ofMinutes(10);

    private final Database database;
    private final InstantSource clock;
    private final Map<Key, Window> windows = new ConcurrentHashMap<>();

    Floods(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Key(String kind, String actor, String agreement, String code) {
        static Key of(Draft draft) {
            return new Key(draft.text("kind"), draft.text("actor"), draft.text("agreement"), draft.text("code"));
        }

        Condition row() {
            return FLOOD.KIND.eq(kind).and(FLOOD.ACTOR.eq(actor)).and(FLOOD.AGREEMENT.eq(agreement))
                    .and(FLOOD.CODE.eq(code));
        }
    }

    private record Window(Instant closes, int refusals) {
        boolean isOpen(Instant now) {
            return now.isBefore(closes);
        }
    }

    /// Notes one more refusal.
    ///
    /// @return whether there were so many of its like that this one is only counted
    boolean isFlood(Draft draft) {
        Instant now = now();
        Window window = windows.merge(Key.of(draft), new Window(now.plus(WINDOW), 1),
                (before, first) -> before.isOpen(now) ? new Window(before.closes(), before.refusals() + 1) : first);
        return window.refusals() > APART;
    }

    /// Counts a refusal, together with what it changes.
    void count(Draft draft, StateChange change) throws LedgerUnavailable, Conflict {
        try {
            database.transact(db -> {
                run(db, change);
                return countOne(db, draft);
            });
        } catch (Missed e) {
            throw new Conflict("A statement did not change the rows that it should");
        } catch (DataAccessException e) {
            throw new LedgerUnavailable("A refusal cannot be counted" + Fault.state(e), e);
        }
    }

    private static void run(DSLContext db, StateChange change) {
        for (StateChange.Step step : change.steps()) {
            Prepared prepared = step.prepared()
                    .orElseThrow(() -> new IllegalArgumentException("What is only counted has no index"));
            int changed = db.execute(prepared.query());
            if (step.rows().isPresent() && step.rows().getAsInt() != changed) {
                throw new Missed();
            }
        }
    }

    private int countOne(DSLContext db, Draft draft) {
        Key key = Key.of(draft);
        Instant now = now();
        Window window = windows.getOrDefault(key, new Window(now.plus(WINDOW), 1));
        return db.insertInto(FLOOD)
                .set(FLOOD.KIND, key.kind())
                .set(FLOOD.ACTOR, key.actor())
                .set(FLOOD.AGREEMENT, key.agreement())
                .set(FLOOD.CODE, key.code())
                .set(FLOOD.VERSION, draft.text("version"))
                .set(FLOOD.AGENCY, draft.text("agency"))
                .set(FLOOD.CLAUSES, draft.clauses().toArray(String[]::new))
                .set(FLOOD.SINCE, now)
                .set(FLOOD.UNTIL, now)
                .set(FLOOD.CLOSES, window.closes())
                .set(FLOOD.REFUSALS, 1L)
                .onConflict(FLOOD.KIND, FLOOD.ACTOR, FLOOD.AGREEMENT, FLOOD.CODE)
                .doUpdate()
                .set(FLOOD.REFUSALS, FLOOD.REFUSALS.plus(1))
                .set(FLOOD.UNTIL, DSL.greatest(FLOOD.UNTIL, DSL.val(now)))
                .execute();
    }

    /// The floods whose windows are over, each as the entry that it becomes, with the change that ends its row.
    List<Map.Entry<Draft, StateChange>> over() {
        Instant now = now();
        windows.values().removeIf(window -> !window.isOpen(now));
        return database.query()
                .selectFrom(FLOOD)
                .where(FLOOD.CLOSES.le(now))
                .orderBy(FLOOD.CLOSES, FLOOD.KIND, FLOOD.ACTOR, FLOOD.AGREEMENT, FLOOD.CODE)
                .fetch(Floods::entry);
    }

    private static Map.Entry<Draft, StateChange> entry(FloodRecord row) {
        Draft draft = Draft.of(new PackEvent.RefusedOften(row.getKind().equals(EntryKind.DOWNLOAD_REFUSED.name()),
                new Under(row.getAgreement(), row.getVersion()), row.getCode(), List.of(row.getClauses()),
                row.getRefusals(), LedgerTime.print(row.getSince()), LedgerTime.print(row.getUntil())))
                .actor(row.getActor())
                .agency(row.getAgency());
        return Map.entry(draft, StateChange.none()
                .with(DSL.deleteFrom(FLOOD).where(Key.of(draft).row(), FLOOD.REFUSALS.eq(row.getRefusals())), 1));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// Undoes the transaction.
    private static final class Missed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
