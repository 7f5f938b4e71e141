// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.endtoend;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits for something that another process does.
public final class Await {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private Await() {}

    /// Asks again and again until it is so, or too much time has passed.
    public static void until(String what, Callable<Boolean> so) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!so.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not so within %d s: %s".formatted(PATIENCE.toSeconds(), what));
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }
}
