// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.retention;

import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.DISCARDED;
import static org.casegate.schema.tables.pack.Tables.PART;
import static org.casegate.schema.tables.pack.Tables.WRAP;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.casegate.crypto.store.ObjectId;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.check.Code;
import org.casegate.policy.clock.London;
import org.casegate.policy.event.PackEvent;
import org.casegate.policy.event.Under;
import org.casegate.policy.intake.Sweep;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.AgreementId;
import org.casegate.schema.Database;
import org.jooq.impl.DSL;

/// How a part ends. What is due is destroyed keys first: entry, state, wraps and openings go in one transaction, from which
/// moment nobody can read the content again; then the ciphertext, by a sweep that can be repeated. A crash in between leaves
/// octets without a key, and the next run removes them.
public final class DestructionRun {
    private static final int BATCH = 200;
    /// Parts of which something is left: content, or after an early end name and digest.
    private static final List<String> HERE = List.of("KEPT", "ENDED");

    private final Database database;
    private final Sweep sweep;
    private final Ledger ledger;
    private final Openings openings;
    private final AgreementVersions agreements;
    private final Duration backupsReach;
    private final InstantSource clock;

    /// @param backupsReach when a key that is destroyed now is beyond every copy of the database: the oldest backup's age and
    ///                     the week of an epoch key
    public DestructionRun(Database database, ObjectStore store, Ledger ledger, Openings openings,
            AgreementVersions agreements,
            Duration backupsReach, InstantSource clock) {
        this.database = database;
        this.sweep = new Sweep(database, store);
        this.ledger = ledger;
        this.openings = openings;
        this.agreements = agreements;
        this.backupsReach = backupsReach;
        this.clock = clock;
    }

    /// What one run did.
    public record Destroyed(int packs, int parts) {}

    /// Destroys all that is due now.
    ///
    /// @throws LedgerUnavailable if it cannot be recorded; then nothing more is destroyed
    public Destroyed run() throws LedgerUnavailable, IOException {
        int packs = 0;
        int parts = 0;
        for (List<Due> batch = due(); !batch.isEmpty(); batch = due()) {
            for (Map.Entry<UUID, List<Due>> pack : byPack(batch).entrySet()) {
                packs++;
                parts += pack.getValue().size();
                destroy(pack.getKey(), pack.getValue());
            }
        }
        sweep.run();
        return new Destroyed(packs, parts);
    }

    /// A part whose period has ended.
    private record Due(UUID id, UUID pack, AgreementId agreement, ObjectId object, long sizeBytes, int number,
            Optional<String> retentionClass, boolean accepted) {}

    private List<Due> due() {
        return database.query()
                .select(PART.ID, PART.PACK_ID, CASE_PACK.AGREEMENT, PART.OBJECT_ID, PART.CONTENT_SIZE, PART.NUMBER,
                        PART.RETENTION_CLASS, PART.RETAINED_FROM)
                .from(PART)
                .join(CASE_PACK)
                .on(CASE_PACK.ID.eq(PART.PACK_ID))
                .where(PART.STATE.in(HERE), PART.DESTROY_ON.le(London.dateOf(clock.instant())))
                .orderBy(PART.DESTROY_ON, PART.PACK_ID, PART.NUMBER)
                .limit(BATCH)
                .fetch(row -> new Due(row.value1(), row.value2(), new AgreementId(row.value3()),
                        new ObjectId(row.value4()),
                        row.value5(), row.value6(), Optional.ofNullable(row.value7()), row.value8() != null));
    }

    private static Map<UUID, List<Due>> byPack(List<Due> batch) {
        Map<UUID, List<Due>> packs = new LinkedHashMap<>();
        batch.forEach(due -> packs.computeIfAbsent(due.pack(), _ -> new ArrayList<>()).add(due));
        return packs;
    }

    private void destroy(UUID pack, List<Due> parts) throws LedgerUnavailable {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Agreement agreement = agreements.current(parts.getFirst().agreement());
        List<UUID> erased = new ArrayList<>();
        StateChange change = StateChange.none();
        for (Due part : parts) {
            erased.add(part.id());
            change = change.and(end(part.id(), part.object(), now));
        }
        if (remaining(pack) == parts.size()) {
            erased.add(pack);
            change = change.and(endOf(pack, erased, now));
        }
        try {
            ledger.append(Draft.of(new PackEvent.Destroyed(Under.of(agreement.version()), pack,
                    List.of(parts.stream().anyMatch(Due::accepted)
                            ? agreement.clauseOf(Code.RETENTION_MISSING).toString()
                            : "[project]"), // never accepted: no class of the agreement's counted
                    parts.stream().flatMap(part -> part.retentionClass().stream()).distinct().toList(),
                    parts.stream().map(Due::number).toList(), London.dateOf(now.plus(backupsReach)), erased)), change);
        } catch (Conflict e) {
            // another node has destroyed it, and said so
        }
    }

    private int remaining(UUID pack) {
        return database.query()
                .fetchCount(PART, PART.PACK_ID.eq(pack), PART.STATE.in(HERE), PART.NUMBER.isNotNull());
    }

    private StateChange end(UUID part, ObjectId object, Instant now) {
        return StateChange.none()
                .with(DSL.update(PART).set(PART.STATE, "DESTROYED").where(PART.ID.eq(part), PART.STATE.in(HERE)), 1)
                .withAny(DSL.deleteFrom(WRAP).where(WRAP.PART_ID.eq(part)))
                .withAll(openings.erase(part))
                .withAny(DSL.insertInto(DISCARDED, DISCARDED.OBJECT_ID, DISCARDED.AT)
                        .values(object.value(), now)
                        .onConflictDoNothing())
                .and(Sweep.discard(part, now));
    }

    /// The last part goes, and with it the manifest, the case and every word of the pack.
    private StateChange endOf(UUID pack, List<UUID> erased, Instant now) {
        StateChange change = StateChange.none()
                .with(DSL.update(CASE_PACK)
                        .set(CASE_PACK.STATE, "DESTROYED")
                        .set(CASE_PACK.CHANGED_AT, now)
                        .where(CASE_PACK.ID.eq(pack)), 1)
                .withAll(openings.erase(pack));
        for (UUID manifest : database.query()
                .select(PART.ID)
                .from(PART)
                .where(PART.PACK_ID.eq(pack), PART.NUMBER.isNull(), PART.STATE.ne("DESTROYED"))
                .fetch(PART.ID)) {
            erased.add(manifest);
            change = change.withAny(DSL.update(PART).set(PART.STATE, "DESTROYED").where(PART.ID.eq(manifest)))
                    .withAll(openings.erase(manifest));
        }
        return change;
    }
}
