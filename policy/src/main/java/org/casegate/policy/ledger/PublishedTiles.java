// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.CHECKPOINT;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.ledger.Tables.SUBTREE;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.casegate.crypto.tlog.EntryBundle;
import org.casegate.crypto.tlog.NoSuchTile;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.crypto.tlog.TileSource;
import org.casegate.schema.Database;
import org.jooq.impl.DSL;

/// The tiles and bundles of the ledger, from the database: those that the newest checkpoint covers, and no others. Each is one
/// look at the newest checkpoint and one range of at most 256 rows by key.
public final class PublishedTiles implements TileSource {
    private final Database database;

    PublishedTiles(Database database) {
        this.database = database;
    }

    @Override
    public byte[] read(TilePath path) throws NoSuchTile {
        if (path.leaves() > covered()) {
            throw new NoSuchTile(path);
        }
        List<byte[]> rows = rows(path);
        if (rows.size() != path.width()) {
            throw new NoSuchTile(path); // somebody took rows away; verification says which
        }
        return path.isEntries() ? EntryBundle.of(rows) : joined(rows);
    }

    private long covered() {
        Long size = database.query().select(DSL.max(CHECKPOINT.SIZE)).from(CHECKPOINT).fetchSingle().value1();
        return size == null ? 0 : size;
    }

    private List<byte[]> rows(TilePath path) {
        long first = path.first();
        long end = first + path.width();
        if (path.level() > 0) {
            return database.query()
                    .select(SUBTREE.HASH)
                    .from(SUBTREE)
                    .where(SUBTREE.LEVEL.eq((short) path.level()), SUBTREE.N.ge(first), SUBTREE.N.lt(end))
                    .orderBy(SUBTREE.N)
                    .fetch(SUBTREE.HASH);
        }
        return database.query()
                .select(path.isEntries() ? ENTRY.BODY : ENTRY.LEAF_HASH)
                .from(ENTRY)
                .where(ENTRY.INDEX.ge(first), ENTRY.INDEX.lt(end))
                .orderBy(ENTRY.INDEX)
                .fetch(row -> row.value1());
    }

    private static byte[] joined(List<byte[]> hashes) {
        ByteArrayOutputStream tile = new ByteArrayOutputStream();
        hashes.forEach(tile::writeBytes);
        return tile.toByteArray();
    }
}
