// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.DISCARDED;
import static org.casegate.schema.tables.pack.Tables.PART;
import static org.casegate.schema.tables.pack.Tables.SEALED_OBJECT;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.casegate.crypto.store.ObjectId;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.policy.ledger.StateChange;
import org.casegate.schema.Database;
import org.casegate.schema.ManyRows;
import org.jooq.impl.DSL;

/// Deletes ciphertext whose keys are gone. Nobody can read it any more, so it may run at any time and any number of times; a
/// crash in between leaves work for the next run.
public final class Sweep {
    private static final int BATCH = 1_000;

    private final Database database;
    private final ObjectStore store;

    public Sweep(Database database, ObjectStore store) {
        this.database = database;
        this.store = store;
    }

    /// Deletes what was discarded.
    public void run() throws IOException {
        List<UUID> batch;
        do {
            batch = discarded();
            if (batch.isEmpty()) {
                return;
            }
            for (UUID object : batch) {
                store.delete(new ObjectId(object));
            }
            database.query().deleteFrom(DISCARDED).where(ManyRows.among(DISCARDED.OBJECT_ID, batch)).execute();
        } while (batch.size() == BATCH);
    }

    private List<UUID> discarded() {
        return database.query()
                .select(DISCARDED.OBJECT_ID)
                .from(DISCARDED)
                .orderBy(DISCARDED.AT, DISCARDED.OBJECT_ID)
                .limit(BATCH)
                .fetch(DISCARDED.OBJECT_ID);
    }

    /// What it takes, beside the end of a part, to be rid of what was sealed of it for those who hold their own keys.
    public static StateChange discard(UUID part, Instant now) {
        return discard(List.of(part), now);
    }

    /// The same of several parts, by as many statements.
    static StateChange discard(Collection<UUID> parts, Instant now) {
        return StateChange.none()
                .withAny(DSL.insertInto(DISCARDED, DISCARDED.OBJECT_ID, DISCARDED.AT)
                        .select(DSL.select(SEALED_OBJECT.OBJECT_ID, DSL.val(now, DISCARDED.AT))
                                .from(SEALED_OBJECT)
                                .where(ManyRows.among(SEALED_OBJECT.PART_ID, parts), SEALED_OBJECT.SECOND.isTrue()))
                        .onConflictDoNothing())
                .withAny(DSL.deleteFrom(SEALED_OBJECT).where(ManyRows.among(SEALED_OBJECT.PART_ID, parts)));
    }

    /// Deletes objects that have no row at all. A row always comes before its object, so they belong to nothing, also while
    /// others are being written. Goes through everything that is stored.
    void strays() throws IOException {
        try (Stream<ObjectId> objects = store.list()) {
            Iterator<List<ObjectId>> batches = objects.gather(Gatherers.windowFixed(BATCH)).iterator();
            while (batches.hasNext()) {
                List<ObjectId> batch = batches.next();
                Set<UUID> known = known(batch);
                for (ObjectId object : batch) {
                    if (!known.contains(object.value())) {
                        store.delete(object);
                    }
                }
            }
        }
    }

    private Set<UUID> known(List<ObjectId> objects) {
        List<UUID> ids = objects.stream().map(ObjectId::value).toList();
        Set<UUID> known = new HashSet<>(database.query()
                .select(PART.OBJECT_ID)
                .from(PART)
                .where(PART.OBJECT_ID.in(ids), PART.STATE.ne("DESTROYED"))
                .fetchSet(PART.OBJECT_ID));
        known.addAll(database.query()
                .select(SEALED_OBJECT.OBJECT_ID)
                .from(SEALED_OBJECT)
                .where(SEALED_OBJECT.OBJECT_ID.in(ids))
                .fetchSet(SEALED_OBJECT.OBJECT_ID));
        return known;
    }
}
