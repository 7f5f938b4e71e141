// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A tree of a given size, read from its tiles: its root and its proofs, each from a few tiles (two at each level at most).
///
/// Nothing here is verified: compare the root with a signed one. Keeps the tiles that it has read, so take a new one for
/// each question. Not for several threads.
public final class TiledTree {
    private static final int HEIGHT = 8;

    private final TileSource source;
    private final long size;
    private final Map<TilePath, byte[]> known = new HashMap<>();

    /// @param size in leaves
    public TiledTree(TileSource source, long size) {
        this.source = source;
        this.size = size;
    }

    /// The root hash.
    public Hash root() throws IOException {
        return size == 0 ? Hash.ofNothing() : range(0, size);
    }

    /// The root hash that the tree had at a smaller size.
    public Hash root(long then) throws IOException {
        return then == 0 ? Hash.ofNothing() : range(0, then);
    }

    /// The hash of one leaf.
    public Hash leaf(long index) throws IOException {
        return node(0, index);
    }

    /// The inclusion proof of an entry, from its sibling up (RFC 6962 section 2.1.1).
    ///
    /// @param index below the size
    public List<Hash> inclusion(long index) throws IOException {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("A tree of " + size + " leaves has no leaf " + index);
        }
        List<Hash> downwards = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + largestPowerBelow(to - from);
            if (index < middle) {
                downwards.add(range(middle, to));
                to = middle;
            } else {
                downwards.add(range(from, middle));
                from = middle;
            }
        }
        return downwards.reversed();
    }

    /// The proof that this tree extends what it was at an earlier size (RFC 6962 section 2.1.2).
    ///
    /// @param then from 0 (the proof is empty) to the size
    public List<Hash> consistency(long then) throws IOException {
        if (then < 0 || then > size) {
            throw new IllegalArgumentException("A tree of " + size + " leaves never had " + then);
        }
        if (then == 0) {
            return List.of();
        }
        List<Hash> downwards = new ArrayList<>();
        long from = 0;
        long to = size;
        while (then < to) {
            long middle = from + largestPowerBelow(to - from);
            if (then <= middle) {
                downwards.add(range(middle, to));
                to = middle;
            } else {
                downwards.add(range(from, middle));
                from = middle;
            }
        }
        if (from > 0) { // else the old root is what the other side has
            downwards.add(range(from, to));
        }
        return downwards.reversed();
    }

    private static long largestPowerBelow(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    /// The hash over leaves that are one subtree of this tree or of an earlier one.
    private Hash range(long from, long to) throws IOException {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1) {
            int height = Long.numberOfTrailingZeros(leaves);
            return node(height, from >> height);
        }
        long middle = from + largestPowerBelow(leaves);
        return Hash.node(range(from, middle), range(middle, to));
    }

    /// The hash of a complete subtree.
    private Hash node(int height, long index) throws IOException {
        int level = height / HEIGHT;
        int within = height % HEIGHT;
        long first = index << within;
        TilePath path = TilePath.in(size, level, first / TilePath.FULL)
                .orElseThrow(() -> new IllegalArgumentException("Beyond the tree of " + size));
        return over(tile(path), (int) (first % TilePath.FULL), 1 << within);
    }

    private static Hash over(byte[] tile, int from, int count) {
        if (count == 1) {
            return Hash.of(Arrays.copyOfRange(tile, from * Hash.SIZE_BYTES, (from + 1) * Hash.SIZE_BYTES));
        }
        return Hash.node(over(tile, from, count / 2), over(tile, from + count / 2, count / 2));
    }

    private byte[] tile(TilePath path) throws IOException {
        byte[] tile = known.get(path);
        if (tile == null) {
            tile = read(path);
            known.put(path, tile);
        }
        return tile;
    }

    /// A partial tile may be gone once the full one is there; its hashes are the first of that one.
    private byte[] read(TilePath path) throws IOException {
        byte[] tile;
        try {
            tile = source.read(path);
        } catch (NoSuchTile gone) {
            if (path.isFull()) {
                throw gone;
            }
            tile = Arrays.copyOf(source.read(path.whole()), path.width() * Hash.SIZE_BYTES);
        }
        if (tile.length != path.width() * Hash.SIZE_BYTES) {
            throw new NoSuchTile(path, tile.length);
        }
        return tile;
    }
}
