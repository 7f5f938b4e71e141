// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.upload;

import java.util.Map;
import java.util.TreeMap;

import org.casegate.sftp.wire.Refusal;
import org.jspecify.annotations.Nullable;

/// The order of one part's octets: what comes next, what came early, what is missing. Sealing goes from the first octet to
/// the last, so early ranges wait here; few clients send any. It holds no file and does no work: it says what to append.
///
/// The protocol of use: [#place] a range; if that says true, append it and tell [#appended]; then append what
/// [#takeEarly] gives, until it gives nothing. Not thread-safe.
final class WriteCursor {
    /// How many octets of one part may wait.
    static final int EARLY_OCTETS = 8 * 1024 * 1024;

    // a waiting range costs more than its octets
    private static final int EARLY_RANGES = 1024;

    private final EarlyBudget budget;
    private final TreeMap<Long, byte[]> early = new TreeMap<>();
    private int earlyOctets;
    private long next;

    /// @param received the octets that are there already
    /// @param budget   what all parts of the server may keep waiting together
    WriteCursor(long received, EarlyBudget budget) {
        this.next = received;
        this.budget = budget;
    }

    /// The offset at which the part goes on: what is received without a gap.
    long next() {
        return next;
    }

    /// Whether octets wait for others before them.
    boolean hasGap() {
        return !early.isEmpty();
    }

    /// Begins again at the first octet. Whatever waited is forgotten.
    void restart() {
        forget();
        next = 0;
    }

    /// Takes in a range.
    ///
    /// @return true if it comes next: append it; false if it was kept for later, or is empty
    /// @throws Refusal if it covers octets that were received already (they are sealed and cannot be compared), or lies
    ///                 too far ahead
    boolean place(long offset, byte[] octets, int from, int length) throws Refusal {
        if (offset < 0 || offset > Long.MAX_VALUE - length) {
            throw Refusal
                    .because("No part is as long as that: a write at offset " + Long.toUnsignedString(offset) + ".");
        }
        if (length == 0) {
            return false;
        }
        if (offset < next || overlapsEarly(offset, length)) {
            throw Refusal.because("The octets at offset " + offset
                    + " were already received. Send the file again from its beginning.");
        }
        if (offset == next) {
            return true;
        }
        keep(offset, octets, from, length);
        return false;
    }

    /// Octets were appended at [#next].
    void appended(int length) {
        next += length;
    }

    /// The early range that has become the next one, which waits no longer; null if there is none.
    byte @Nullable [] takeEarly() {
        byte[] octets = early.remove(next);
        if (octets != null) {
            earlyOctets -= octets.length;
            budget.give(octets.length);
        }
        return octets;
    }

    /// Lets go of everything that waits.
    void forget() {
        budget.give(earlyOctets);
        earlyOctets = 0;
        early.clear();
    }

    private void keep(long offset, byte[] octets, int from, int length) throws Refusal {
        if (length > EARLY_OCTETS - earlyOctets || early.size() >= EARLY_RANGES || !budget.take(length)) {
            throw Refusal.because("This file arrived too far out of order; upload files sequentially.");
        }
        byte[] copy = new byte[length];
        System.arraycopy(octets, from, copy, 0, length);
        early.put(offset, copy);
        earlyOctets += length;
    }

    private boolean overlapsEarly(long offset, int length) {
        Map.Entry<Long, byte[]> before = early.lowerEntry(offset + length);
        return before != null && before.getKey() + before.getValue().length > offset;
    }
}
