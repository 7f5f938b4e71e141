// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.upload;

import java.util.concurrent.atomic.AtomicLong;

/// How many octets may wait out of order in all parts of the server together. Thread-safe.
public final class EarlyBudget {
    private final AtomicLong left;

    public EarlyBudget(long octets) {
        this.left = new AtomicLong(octets);
    }

    /// Takes a share; false, and nothing taken, if there is not that much left.
    boolean take(int octets) {
        return left.getAndUpdate(now -> now < octets ? now : now - octets) >= octets;
    }

    void give(int octets) {
        left.addAndGet(octets);
    }

    long left() {
        return left.get();
    }
}
