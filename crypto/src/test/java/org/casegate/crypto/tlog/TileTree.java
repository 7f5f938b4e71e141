// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A tree made from the definition in C2SP `tlog-tiles`, word for word and without any cleverness: for the tests.
final class TileTree implements TileSource {
    final List<Hash> leaves = new ArrayList<>();
    final Map<TilePath, byte[]> tiles = new HashMap<>();
    int read;

    static TileTree of(int size) {
        TileTree tree = new TileTree();
        for (int i = 0; i < size; i++) {
            tree.leaves.add(Hash.leaf(("entry " + i).getBytes(UTF_8)));
        }
        tree.tile();
        return tree;
    }

    static TileTree of(List<Hash> leaves) {
        TileTree tree = new TileTree();
        tree.leaves.addAll(leaves);
        tree.tile();
        return tree;
    }

    private void tile() {
        List<Hash> level = leaves;
        for (int l = 0; !level.isEmpty(); l++) {
            List<Hash> above = new ArrayList<>();
            for (int from = 0; from < level.size(); from += 256) {
                List<Hash> tile = level.subList(from, Math.min(from + 256, level.size()));
                ByteBuffer bytes = ByteBuffer.allocate(32 * tile.size());
                tile.forEach(hash -> bytes.put(hash.bytes()));
                tiles.put(new TilePath(l, from / 256, tile.size()), bytes.array());
                if (tile.size() == 256) {
                    above.add(mth(tile));
                }
            }
            level = above;
        }
    }

    /// RFC 6962 section 2.1, word for word.
    static Hash mth(List<Hash> d) {
        int n = d.size();
        if (n == 0) {
            return Hash.ofNothing();
        }
        if (n == 1) {
            return d.getFirst();
        }
        int k = Integer.highestOneBit(n - 1);
        return Hash.node(mth(d.subList(0, k)), mth(d.subList(k, n)));
    }

    Hash root(int size) {
        return mth(leaves.subList(0, size));
    }

    @Override
    public byte[] read(TilePath path) throws NoSuchTile {
        read++;
        byte[] tile = tiles.get(path);
        if (tile == null) {
            throw new NoSuchTile(path);
        }
        return tile.clone();
    }
}
