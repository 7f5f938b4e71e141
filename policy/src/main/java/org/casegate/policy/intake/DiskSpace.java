// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import java.time.Duration;
import org.casegate.crypto.store.ObjectStore;

/// How much more the disk can take before intake stops, so that release, ledger and destruction can go on. Thread-safe.
final class DiskSpace {
    /// Between two questions to the file system: a write does not ask each time.
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final ObjectStore store;
    private final double reserved;
    private volatile Seen seen;

    /// @param reserved the share of the disk that is not for intake
    DiskSpace(ObjectStore store, double reserved) {
        this.store = store;
        this.reserved = reserved;
        this.seen = new Seen(Long.MAX_VALUE, System.nanoTime() - FRESH_NANOS);
    }

    private record Seen(long left, long nanos) {}

    /// What may still be written, as of now.
    long left() throws IOException {
        long left = (long) (store.freeBytes() - store.totalBytes() * reserved);
        seen = new Seen(left, System.nanoTime());
        return left;
    }

    /// Whether nothing more may be written, as of a second ago at most.
    boolean isShort() throws IOException {
        Seen last = seen;
        return (System.nanoTime() - last.nanos() < FRESH_NANOS ? last.left() : left()) < 0;
    }
}
