// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.util.ArrayList;
import java.util.List;

/// The right edge of a tree: what is needed to add leaves and to know the root, and nothing more. It holds one hash for each
/// complete subtree, that is, for each set bit of the size, the largest first. Immutable.
public final class Frontier {
    private static final int TILE_HEIGHT = 8;
    private static final Frontier EMPTY = new Frontier(0, List.of());

    private final long size;
    private final List<Hash> peaks;

    private Frontier(long size, List<Hash> peaks) {
        this.size = size;
        this.peaks = peaks;
    }

    /// The frontier of the tree without leaves.
    public static Frontier empty() {
        return EMPTY;
    }

    /// Reads what [#packed] wrote.
    ///
    /// @throws IllegalArgumentException if the length does not fit the size
    public static Frontier of(long size, byte[] packed) {
        if (size < 0 || packed.length != Long.bitCount(size) * Hash.SIZE_BYTES) {
            throw new IllegalArgumentException(
                    "A tree of " + size + " leaves has no frontier of " + packed.length + " bytes");
        }
        List<Hash> peaks = new ArrayList<>();
        for (int at = 0; at < packed.length; at += Hash.SIZE_BYTES) {
            byte[] peak = new byte[Hash.SIZE_BYTES];
            System.arraycopy(packed, at, peak, 0, peak.length);
            peaks.add(Hash.of(peak));
        }
        return new Frontier(size, List.copyOf(peaks));
    }

    /// The number of leaves.
    public long size() {
        return size;
    }

    /// Receives the hashes of complete subtrees.
    public interface Subtrees {
        /// Takes one.
        ///
        /// @param level  from 1: the subtree has 256^level leaves
        /// @param number from 0, among those of its level
        void complete(int level, long number, Hash hash);
    }

    /// This tree with one more leaf.
    public Frontier add(Hash leaf) {
        return add(leaf, (_, _, _) -> {
        });
    }

    /// This tree with one more leaf.
    ///
    /// @param completed receives the subtrees of 256, 65,536, ... leaves that this leaf completes
    public Frontier add(Hash leaf, Subtrees completed) {
        List<Hash> grown = new ArrayList<>(peaks);
        Hash right = leaf;
        int height = 0;
        // A set bit of the old size is a complete subtree as large as the one in hand: the two become one.
        for (long bits = size; (bits & 1) == 1; bits >>= 1) {
            right = Hash.node(grown.removeLast(), right);
            height++;
            if (height % TILE_HEIGHT == 0) {
                completed.complete(height / TILE_HEIGHT, ((size + 1) >> height) - 1, right);
            }
        }
        grown.add(right);
        return new Frontier(size + 1, grown);
    }

    /// This tree, whose leaves are complete subtrees themselves, with the leaves of another to the right of them.
    ///
    /// @param height of those subtrees
    /// @param right  of fewer than 2^height leaves
    public Frontier above(int height, Frontier right) {
        if (right.size >> height != 0) {
            throw new IllegalArgumentException(right.size + " leaves do not fit beside subtrees of height " + height);
        }
        List<Hash> both = new ArrayList<>(peaks);
        both.addAll(right.peaks);
        return new Frontier((size << height) + right.size, both);
    }

    /// The root hash (RFC 6962 section 2.1): each peak joined with everything to its right.
    public Hash root() {
        if (peaks.isEmpty()) {
            return Hash.ofNothing();
        }
        Hash root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = Hash.node(peaks.get(i), root);
        }
        return root;
    }

    /// The peaks one after the other, the largest subtree first: 32 bytes each, at most 2 KiB.
    public byte[] packed() {
        byte[] packed = new byte[peaks.size() * Hash.SIZE_BYTES];
        for (int i = 0; i < peaks.size(); i++) {
            peaks.get(i).copyTo(packed, i * Hash.SIZE_BYTES);
        }
        return packed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frontier frontier && size == frontier.size && peaks.equals(frontier.peaks);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(size) + peaks.hashCode();
    }

    @Override
    public String toString() {
        return "Frontier[" + size + ", " + root() + "]";
    }
}
