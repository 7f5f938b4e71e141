// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// One directory whose names are to survive a crash: those who wait for that at the same time wait for one forcing of it.
/// Thread-safe.
final class SharedForce {
    private final Path directory;
    private final AtomicLong asked = new AtomicLong();
    private final ReentrantLock forcing = new ReentrantLock();
    private long answered;

    SharedForce(Path directory) {
        this.directory = directory;
    }

    /// On return, the names that stood there at the call survive a crash.
    void force() throws IOException {
        long mine = asked.incrementAndGet();
        forcing.lock();
        try {
            if (answered >= mine) {
                return; // by one that began after this call
            }
            long all = asked.get();
            DiskObjectStore.force(directory);
            answered = all;
        } finally {
            forcing.unlock();
        }
    }
}
