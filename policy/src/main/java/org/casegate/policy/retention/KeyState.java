// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.retention;

import static org.casegate.schema.tables.access.Tables.KEY_STATE;

import java.io.IOException;
import java.nio.file.Path;
import org.casegate.crypto.keep.EpochKeys;
import org.casegate.crypto.keep.KeyRefused;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.schema.Database;

/// What the database remembers of the keys that lie outside it: a value that only its own master key gives, and the greatest
/// generation of the key ring. With another master key, or with a ring from an old backup, a gateway opens nothing.
public final class KeyState {
    private final Database database;
    private final EpochKeys ring;

    public KeyState(Database database, EpochKeys ring) {
        this.database = database;
        this.ring = ring;
    }

    /// Asks at start whether these keys belong to this database. The first keys that it meets are its own.
    ///
    /// @param file where the master key came from
    /// @throws KeyRefused with a sentence for the operator, if they do not
    public void require(MasterKey master, Path file) throws IOException {
        database.query()
                .insertInto(KEY_STATE, KEY_STATE.MASTER_CHECK, KEY_STATE.RING_GENERATION)
                .values(master.checkValue(), ring.generation())
                .onConflictDoNothing()
                .execute();
        String own = database.query().select(KEY_STATE.MASTER_CHECK).from(KEY_STATE).fetchSingle().value1();
        if (!own.equals(master.checkValue())) {
            throw new KeyRefused("The master key " + file + " is not the one that this database was begun with, so it "
                    + "opens nothing there. Put the right key in its place, or name the right database.");
        }
        follow();
    }

    /// Keeps ring and database together, from time to time and after each change of the ring. The ring goes first: whatever
    /// a crash leaves in between, the database never asks for a generation that was not written.
    ///
    /// @throws KeyRefused if the ring is older than the database's; from then on it opens nothing
    public void follow() throws IOException {
        ring.require(database.query().select(KEY_STATE.RING_GENERATION).from(KEY_STATE).fetchSingle().value1());
        long present = ring.generation();
        database.query()
                .update(KEY_STATE)
                .set(KEY_STATE.RING_GENERATION, present)
                .where(KEY_STATE.RING_GENERATION.lt(present))
                .execute();
    }
}
