// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.NoSuchTile;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.crypto.tlog.TreeHasher;

/// Makes the tiles from level 1 up while the tree grows, and compares each with the stored one. Holds one tile a level.
final class UpperTiles {
    private final LogSource source;
    private final long size;
    private final WrongTiles wrong;
    private final TreeHasher hasher = new TreeHasher();
    private final List<Row> rows = new ArrayList<>();

    UpperTiles(LogSource source, long size, WrongTiles wrong) {
        this.source = source;
        this.size = size;
        this.wrong = wrong;
    }

    /// The tile that is being made at one level.
    private static final class Row {
        private final byte[] hashes = new byte[TilePath.FULL * Hash.SIZE_BYTES];
        private long number;
        private int count;
    }

    /// Takes the hash over the next complete tile of level 0.
    void add(Hash tile) throws IOException {
        add(0, tile);
    }

    private void add(int below, Hash hash) throws IOException {
        if (below == rows.size()) {
            rows.add(new Row());
        }
        Row row = rows.get(below);
        System.arraycopy(hash.bytes(), 0, row.hashes, row.count * Hash.SIZE_BYTES, Hash.SIZE_BYTES);
        row.count++;
        if (row.count == TilePath.FULL) {
            compare(below + 1, row);
            add(below + 1, hasher.subtree(row.hashes, TilePath.FULL));
            row.number++;
            row.count = 0;
        }
    }

    /// Compares the partial tiles at the end.
    void finish() throws IOException {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).count > 0) {
                compare(i + 1, rows.get(i));
            }
        }
    }

    private void compare(int level, Row row) throws IOException {
        TilePath path = new TilePath(level, row.number, row.count);
        if (path.leaves() > size) {
            throw new IllegalStateException(path + " does not belong to a tree of " + size);
        }
        byte[] made = Arrays.copyOf(row.hashes, row.count * Hash.SIZE_BYTES);
        wrong.count();
        if (!Arrays.equals(made, stored(path))) {
            wrong.add(path);
        }
    }

    private byte[] stored(TilePath path) throws IOException {
        try {
            return source.read(path);
        } catch (NoSuchTile gone) {
            return path.isFull() ? new byte[0] : whole(path);
        }
    }

    private byte[] whole(TilePath path) throws IOException {
        try {
            byte[] whole = source.read(path.whole());
            return Arrays.copyOf(whole, Math.min(whole.length, path.width() * Hash.SIZE_BYTES));
        } catch (NoSuchTile missing) {
            return new byte[0];
        }
    }
}
