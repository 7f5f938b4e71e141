// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/// Hashes many leaves and subtrees in place, with one digest and nothing made anew. Not for several threads.
public final class TreeHasher {
    private final MessageDigest sha256 = Hash.sha256();
    private final byte[] pair = new byte[1 + 2 * Hash.SIZE_BYTES];

    public TreeHasher() {
        pair[0] = 1;
    }

    /// Writes the leaf hash of an entry.
    ///
    /// @param from  where the entry begins, at least 1: the byte before it is another while it is hashed
    /// @param leaf  where the hash goes
    /// @param place how many hashes stand before it there
    public void leaf(byte[] buffer, int from, int to, byte[] leaf, int place) {
        byte before = buffer[from - 1];
        buffer[from - 1] = 0;
        sha256.update(buffer, from - 1, to - from + 1); // one update is markedly faster than two
        digest(leaf, place);
        buffer[from - 1] = before;
    }

    /// The hash over a complete subtree.
    ///
    /// @param hashes of its leaves, one after the other; they are left as they are
    /// @param count  a power of two
    public Hash subtree(byte[] hashes, int count) {
        byte[] row = Arrays.copyOf(hashes, count * Hash.SIZE_BYTES);
        for (int width = count; width > 1; width /= 2) {
            for (int i = 0; i < width / 2; i++) {
                System.arraycopy(row, 2 * i * Hash.SIZE_BYTES, pair, 1, 2 * Hash.SIZE_BYTES);
                sha256.update(pair);
                digest(row, i);
            }
        }
        return Hash.of(Arrays.copyOf(row, Hash.SIZE_BYTES));
    }

    private void digest(byte[] into, int place) {
        try {
            sha256.digest(into, place * Hash.SIZE_BYTES, Hash.SIZE_BYTES);
        } catch (DigestException e) {
            throw new IllegalArgumentException("No room for a hash at " + place, e);
        }
    }
}
