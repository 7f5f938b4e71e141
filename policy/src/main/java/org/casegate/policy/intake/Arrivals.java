// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.casegate.crypto.keep.Envelope;
import org.casegate.crypto.keep.EpochKeyId;
import org.casegate.crypto.keep.Token;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.crypto.store.ObjectId;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.Subject;
import org.casegate.policy.register.Place;
import org.casegate.schema.Database;
import org.jooq.DSLContext;

/// What the database and the store hold of a file from its first octet until it is acknowledged.
final class Arrivals {
    private final Database database;
    private final ObjectStore store;
    private final Openings openings;
    private final TransitKeys transit;
    private final Words words;
    private final InFlight inFlight;
    private final InstantSource clock;
    private final String node;

    /// @param node names this gateway among those that share the database
    Arrivals(Database database, ObjectStore store, Openings openings, TransitKeys transit, Words words,
            InFlight inFlight, InstantSource clock, String node) {
        this.database = database;
        this.store = store;
        this.openings = openings;
        this.transit = transit;
        this.words = words;
        this.inFlight = inFlight;
        this.clock = clock;
        this.node = node;
    }

    /// The row and the wrapped key are committed before the first octet is written: whatever lies in the store has a row. They
    /// are not waited for: where the machine fails before they are on its disk, nobody was told of the file, and the sweep takes
    /// what lies in the store without a row. What [#take] waits for comes after them.
    Sealing begin(PackRow row, FileName name) throws IOException {
        UUID part = UUID.randomUUID();
        ObjectId object = store.newId();
        SessionKey key = SessionKey.random();
        Subject subject = words.create(part);
        byte[] envelope = transit.wrap(key, part, object);
        EpochKeyId epoch = Envelope.keyIdOf(envelope);
        database.insertUnforced(List.of(subject.insert(), subject.seal(Words.NAME, name.value()).insert(),
                ArrivalRows.insertArriving(part, row.id(), name, words.token(row.id(), name), object, node, now()),
                ArrivalRows.insertTransit(part, envelope, epoch)));
        return new Sealing(subject, object, key, store);
    }

    /// A client writes from the beginning what it had begun before: a new object under a new key.
    Sealing startOver(SealingUpload upload, Begun former) throws IOException {
        former.close();
        if (!former.acknowledged()) {
            database.transact(db -> Removal.run(db, former.part(), former.object(), openings, now()));
        }
        return begin(upload.pack(), upload.name());
    }

    /// What was closed stays as it is until something is written, and until what is written is closed.
    Remains goOn(PartRow closed) {
        return Remains.closed(closed, transit, store);
    }

    /// A file is whole and durable: with the commit it is acknowledged, and stands in the place of what had its name.
    ///
    /// @return what the pack has now, where that is known already
    Optional<ArrivalRows.Gathered> take(SealingUpload upload, Sealing.Arrived arrived)
            throws IntakeRefusal {
        PackId pack = upload.pack().id();
        Subject subject = arrived.subject();
        ArrivalRows.Whole file = new ArrivalRows.Whole(subject.id(), pack, upload.name(),
                words.token(pack, upload.name()), upload.from(), arrived.sealed(),
                subject.seal(Words.SHA256, arrived.sha256().toString()),
                subject.seal(Words.FINDINGS, arrived.findings().text()), now());
        ArrivalRows.Taken taken = ArrivalRows.take(database.query(), file);
        if (!taken.done()) {
            taken = database.transact(db -> takeInstead(db, file));
        }
        if (!taken.done()) {
            throw IntakeRefusal.refused("This pack is complete and takes no further files; see RECEIPT.txt.");
        }
        return taken.gathered();
    }

    /// The same where something stands under that name.
    private ArrivalRows.Taken takeInstead(DSLContext db, ArrivalRows.Whole file) {
        if (db.execute(PackRows.touch(file.pack(), file.from(), file.at())) == 0) {
            return new ArrivalRows.Taken(false, Optional.empty());
        }
        replaced(db, file.pack(), file.token());
        ArrivalRows.Taken taken = ArrivalRows.take(db, file);
        if (!taken.done()) {
            throw new IllegalStateException("the row of part " + file.part() + " is gone"); // and what it replaced stays
        }
        return taken;
    }

    /// What stood under that name goes in the moment in which something else stands there.
    private void replaced(DSLContext db, PackId pack, Token name) {
        PackRow row = PackRows.pack(db, pack).orElseThrow();
        PackRows.received(db, pack, name).ifPresent(former -> {
            Removal.giveUp(db, row, former, openings, now());
            inFlight.forget(former.id());
        });
    }

    /// What had not been closed is gone, with its row.
    void drop(SealingUpload upload) throws IOException {
        inFlight.remove(upload);
        upload.abandon();
        if (!upload.continues()) {
            database.transact(db -> Removal.run(db, upload.part(), upload.object(), openings, now()));
        }
    }

    /// What was closed is taken away.
    ///
    /// @param from the place of whoever does
    void giveUp(PackRow row, PartRow part, Place from) {
        database.transact(db -> {
            db.execute(PackRows.touch(row.id(), from, now()));
            Removal.giveUp(db, row, part, openings, now());
            return part;
        });
    }

    Optional<PartRow> received(PackRow row, FileName name) {
        return PackRows.received(database.query(), row.id(), words.token(row.id(), name));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
