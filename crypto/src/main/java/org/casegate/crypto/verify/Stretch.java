// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.tlog.Hash;

/// What one bundle of entries and the tile above it say by themselves, so that many can be looked through at once. Only
/// whether all is well: what is wrong, where it is, [Diagnosis] finds out.
final class Stretch {
    private final long number;
    private final boolean clean;
    private final boolean tiled;
    private final int count;
    private final byte[] leaves;
    private final Edge edge;
    private final Optional<Hash> root;

    Stretch(long number, boolean clean, boolean tiled, byte[] leaves, Edge edge, Optional<Hash> root) {
        this.number = number;
        this.clean = clean;
        this.tiled = tiled;
        this.count = leaves.length / Hash.SIZE_BYTES;
        this.leaves = leaves;
        this.edge = edge;
        this.root = root;
    }

    /// What the neighbours must fit to.
    ///
    /// @param prev what the first entry names as its predecessor
    record Edge(String prev, String firstTime, String lastTime) {
        /// Of a stretch without entries.
        static final Edge NONE = new Edge("", "", "");
    }

    private static Hash hash(byte[] leaves, int place) {
        return Hash.of(Arrays.copyOfRange(leaves, place * Hash.SIZE_BYTES, (place + 1) * Hash.SIZE_BYTES));
    }

    long number() {
        return number;
    }

    /// How many entries there are, at most as many as there should be.
    int count() {
        return count;
    }

    /// Whether every entry is there, in its form, and follows the one before it.
    boolean clean() {
        return clean;
    }

    /// Whether the tile holds the hashes of the entries.
    boolean tiled() {
        return tiled;
    }

    Edge edge() {
        return edge;
    }

    Hash last() {
        return hash(leaves, count - 1);
    }

    List<Hash> leaves() {
        List<Hash> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(hash(leaves, i));
        }
        return all;
    }

    /// The hash over all 256, where there are 256.
    Optional<Hash> root() {
        return root;
    }
}
