// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.DISCARDED;
import static org.casegate.schema.tables.pack.Tables.SEALED_OBJECT;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import org.casegate.crypto.seal.CompatibleSealer;
import org.casegate.crypto.seal.Opener;
import org.casegate.crypto.seal.Outline;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.crypto.seal.Source;
import org.casegate.crypto.store.ObjectId;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.crypto.store.ObjectWriter;
import org.casegate.policy.ledger.StateChange;
import org.casegate.schema.Database;
import org.casegate.schema.ManyRows;

/// Objects that will be given out without being opened: a part's own, or a second one with the same content in the form that
/// older programs read. The row of a second one comes before its first octet, and counts only with the decision that it was made
/// for: what a crash or another try leaves is found by its row and goes.
final class SealedObjects {
    private static final String MAKING = "MAKING";
    private static final String KEPT = "KEPT";

    private final Database database;
    private final ObjectStore store;
    private final DiskSpace disk;
    private final InFlight inFlight;
    private final String node;

    /// @param node names this gateway among those that share the database
    SealedObjects(Database database, ObjectStore store, DiskSpace disk, InFlight inFlight, String node) {
        this.database = database;
        this.store = store;
        this.disk = disk;
        this.inFlight = inFlight;
        this.node = node;
    }

    /// A second object: complete and durable.
    record Second(ObjectId object, Outline outline) {}

    /// A part's own object, as it lies.
    record Own(PartRow part, Outline outline) {}

    /// @throws NotSealable if there is no room for so much more
    void requireRoom(long bytes) throws IOException {
        if (bytes > 0 && disk.left() < bytes) {
            throw new NotSealable("There is not enough room now to seal this pack to its recipients.");
        }
    }

    /// Writes down that a second object of each of these parts is about to be made.
    ///
    /// @return their ids, by part
    Map<UUID, ObjectId> begin(PackRow pack, Collection<PartRow> parts, Instant now) {
        Map<UUID, ObjectId> begun = new LinkedHashMap<>();
        parts.forEach(part -> begun.put(part.id(), store.newId()));
        database.query().execute(ManyRows.of(begun.entrySet())
                .each(SEALED_OBJECT.OBJECT_ID, each -> each.getValue().value())
                .each(SEALED_OBJECT.PART_ID, Map.Entry::getKey)
                .all(SEALED_OBJECT.PACK_ID, pack.id().value())
                .all(SEALED_OBJECT.SECOND, true)
                .all(SEALED_OBJECT.STATE, MAKING)
                .all(SEALED_OBJECT.NODE, node)
                .all(SEALED_OBJECT.BEGUN_AT, now)
                .insertInto(SEALED_OBJECT));
        return begun;
    }

    /// Seals a part's content once more, under a key of its own, octet by octet: it lies nowhere in clear.
    ///
    /// @param object was begun
    Second second(PartRow part, SessionKey own, SessionKey another, ObjectId object) throws IOException {
        try (Source source = store.open(part.object()); ObjectWriter writer = store.create(object)) {
            Opener opener = Opener.open(source, own);
            CompatibleSealer sealer = new CompatibleSealer(another, writer);
            opener.copy(0, opener.contentSize(), into(sealer));
            sealer.finish();
            writer.force();
        }
        try (Source source = store.open(object)) {
            return new Second(object, Outline.of(source));
        }
    }

    private static OutputStream into(CompatibleSealer sealer) {
        return new OutputStream() {
            @Override
            public void write(byte[] octets, int from, int length) throws IOException {
                sealer.write(octets, from, length);
            }

            @Override
            public void write(int octet) throws IOException {
                write(new byte[]{(byte) octet}, 0, 1);
            }
        };
    }

    /// With the decision they count.
    StateChange keep(List<Second> seconds) {
        return StateChange.none().with(ManyRows.of(seconds)
                .key(SEALED_OBJECT.OBJECT_ID, each -> each.object().value())
                .all(SEALED_OBJECT.STATE, KEPT)
                .each(SEALED_OBJECT.SIZE, each -> each.outline().size())
                .each(SEALED_OBJECT.HEAD, each -> each.outline().head().bytes())
                .each(SEALED_OBJECT.TAIL, each -> each.outline().tail().bytes())
                .update(SEALED_OBJECT, SEALED_OBJECT.STATE.eq(MAKING)), seconds.size());
    }

    /// A part's own object, which is given out as it lies. Its end is verified a last time, while there is a key.
    Own own(PartRow part, SessionKey own) throws IOException {
        try (Source source = store.open(part.object())) {
            Opener.open(source, own);
            return new Own(part, Outline.of(source));
        }
    }

    /// With the decision they are given out.
    StateChange keepOwn(PackRow pack, List<Own> objects, Instant now) {
        return StateChange.none().with(ManyRows.of(objects)
                .each(SEALED_OBJECT.OBJECT_ID, each -> each.part().object().value())
                .each(SEALED_OBJECT.PART_ID, each -> each.part().id())
                .all(SEALED_OBJECT.PACK_ID, pack.id().value())
                .all(SEALED_OBJECT.SECOND, false)
                .all(SEALED_OBJECT.STATE, KEPT)
                .all(SEALED_OBJECT.NODE, node)
                .all(SEALED_OBJECT.BEGUN_AT, now)
                .each(SEALED_OBJECT.SIZE, each -> each.outline().size())
                .each(SEALED_OBJECT.HEAD, each -> each.outline().head().bytes())
                .each(SEALED_OBJECT.TAIL, each -> each.outline().tail().bytes())
                .insertInto(SEALED_OBJECT), objects.size());
    }

    /// Gives up what this node made of these parts for a decision that did not come. Whoever calls holds the pack.
    void giveUp(Collection<PartRow> parts, Instant now) {
        database.query().select(SEALED_OBJECT.OBJECT_ID).from(SEALED_OBJECT)
                .where(ManyRows.among(SEALED_OBJECT.PART_ID, parts.stream().map(PartRow::id).toList()),
                        SEALED_OBJECT.STATE.eq(MAKING), SEALED_OBJECT.NODE.eq(node))
                .fetch(SEALED_OBJECT.OBJECT_ID).forEach(object -> giveUpOne(object, now));
    }

    private void giveUpOne(UUID object, Instant now) {
        database.transact(db -> {
            db.insertInto(DISCARDED, DISCARDED.OBJECT_ID, DISCARDED.AT).values(object, now).onConflictDoNothing()
                    .execute();
            return db.deleteFrom(SEALED_OBJECT)
                    .where(SEALED_OBJECT.OBJECT_ID.eq(object), SEALED_OBJECT.STATE.eq(MAKING)).execute();
        });
    }

    /// Gives up what this node has left behind; not what it is making at this moment, in this process or by a command.
    ///
    /// @param before what was begun earlier
    void tidy(Instant before, Instant now) {
        database.query().select(SEALED_OBJECT.OBJECT_ID, SEALED_OBJECT.PACK_ID).from(SEALED_OBJECT)
                .where(SEALED_OBJECT.STATE.eq(MAKING), SEALED_OBJECT.NODE.eq(node),
                        SEALED_OBJECT.BEGUN_AT.le(before))
                .forEach(row -> {
                    Lock lock = inFlight.lock(new PackId(row.value2()));
                    if (lock.tryLock()) {
                        try {
                            giveUpOne(row.value1(), now);
                        } finally {
                            lock.unlock();
                        }
                    }
                });
    }
}
