// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.PART;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import org.casegate.crypto.store.ObjectId;
import org.casegate.policy.check.Code;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.notice.Addressee;
import org.casegate.policy.notice.NoticeKind;
import org.casegate.policy.notice.Notices;
import org.casegate.schema.Database;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts in order what a crash, a cut or time has left: at start, and every minute. What was acknowledged goes on; what was
/// not leaves an entry and nothing else.
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    /// Longer than to seal the largest part anew takes.
    private static final Duration LONGEST_SEALING = Duration.ofHours(6);

    private final Database database;
    private final Sweep sweep;
    private final Openings openings;
    private final InFlight inFlight;
    private final Judgement judgement;
    private final Attempts attempts;
    private final LeftBehind leftBehind;
    private final SealedObjects sealedObjects;
    private final Quotas quotas;
    private final InstantSource clock;
    private final String node;

    Recovery(Database database, Sweep sweep, Openings openings, InFlight inFlight, Judgement judgement,
            Attempts attempts, LeftBehind leftBehind, SealedObjects sealedObjects, Quotas quotas, InstantSource clock,
            String node) {
        this.database = database;
        this.sweep = sweep;
        this.openings = openings;
        this.inFlight = inFlight;
        this.judgement = judgement;
        this.attempts = attempts;
        this.leftBehind = leftBehind;
        this.sealedObjects = sealedObjects;
        this.quotas = quotas;
        this.clock = clock;
        this.node = node;
    }

    /// Before anything new is taken in: what this node was receiving waits to go on or is dropped, and packs that were complete
    /// are judged. Goes by what is undecided, never through what is kept.
    void atStart() throws IOException {
        attempts.recall();
        keepUnfinished();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        sealedObjects.tidy(now, now);
        everyMinute();
        for (PackRow pack : PackRows.undecided(database.query())) {
            settle(pack);
        }
    }

    void deleteStrays() throws IOException {
        sweep.strays();
    }

    void everyMinute() throws IOException {
        attempts.settleDebts();
        dropUnfinished();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        sealedObjects.tidy(now.minus(LONGEST_SEALING), now);
        for (PackRow pack : PackRows.undecided(database.query())) {
            if (pack.state() == PackState.FROZEN) {
                settle(pack); // its judgement met a fault, and nobody waits for it any more; or its refusal is owed
            }
        }
        expire();
        sweep.run();
    }

    private void settle(PackRow pack) {
        try {
            judgement.settleAgain(pack.id());
        } catch (IntakeRefusal | IOException | RuntimeException e) {
            LOG.warn("pack {} is not judged: {}", pack.id(), e.getClass().getSimpleName());
        }
    }

    /// Parts that this node was receiving when its last process ended.
    private void keepUnfinished() throws IOException {
        for (Record row : PackRows.arriving(database.query(), node)) {
            if (!attempts.owes(row.get(PART.ID))) {
                PackRow of = PackRows.pack(database.query(), new PackId(row.get(PART.PACK_ID))).orElseThrow();
                leftBehind.keep(of, row.get(PART.ID));
            }
        }
    }

    /// Parts that this node was receiving and holds no longer. Asked for without a lock, so that each may have been closed
    /// meanwhile: what is removed is still on its way. One whose pack somebody is at just now is left for the next minute.
    private void dropUnfinished() {
        for (Record row : PackRows.arriving(database.query(), node)) {
            PackId pack = new PackId(row.get(PART.PACK_ID));
            Lock lock = inFlight.lock(pack);
            if (!lock.tryLock()) {
                continue;
            }
            try {
                if (!inFlight.holds(row.get(PART.ID)) && !attempts.owes(row.get(PART.ID))) {
                    PackRow of = PackRows.pack(database.query(), pack).orElseThrow();
                    attempts.abandoned(of, row.get(PART.ID), new ObjectId(row.get(PART.OBJECT_ID)));
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /// Packs that were begun too long ago go, with what is in them; their senders are told.
    private void expire() throws IOException {
        Instant before = clock.instant().minus(quotas.pack().unfinished());
        for (PackRow pack : PackRows.undecided(database.query())) {
            if (pack.state() == PackState.OPEN && pack.begunAt().isBefore(before)) {
                expire(pack);
            }
        }
    }

    private void expire(PackRow pack) throws IOException {
        Lock lock = inFlight.lock(pack.id());
        lock.lock();
        try {
            for (SealingUpload upload : inFlight.of(pack.id())) {
                inFlight.remove(upload);
                upload.abandon();
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            List<UUID> erased = new ArrayList<>(List.of(pack.id().value()));
            StateChange change = StateChange.none()
                    .with(DSL.update(CASE_PACK)
                            .set(CASE_PACK.STATE, PackState.DESTROYED.name())
                            .set(CASE_PACK.CHANGED_AT, now)
                            .where(CASE_PACK.ID.eq(pack.id().value()), CASE_PACK.STATE.eq(PackState.OPEN.name()),
                                    CASE_PACK.REVISION.eq(pack.revision())),
                            1)
                    .withAll(openings.erase(pack.id().value()));
            List<PartRow> parts = PackRows.parts(database.query(), pack.id());
            parts.forEach(part -> erased.add(part.id()));
            List<UUID> replaced = PackRows.replaced(database.query(), pack.id());
            erased.addAll(replaced);
            change = change.withAll(Removal.of(parts, openings, now))
                    .withAll(Removal.ofReplaced(replaced, openings))
                    .and(Notices.queue(NoticeKind.UPLOAD_EXPIRED, pack.matter(),
                            Addressee.accounts(List.of(pack.account())), now));
            attempts.expired(pack, erased, change);
        } finally {
            lock.unlock();
        }
    }
}
