// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.console;

import java.util.concurrent.CountDownLatch;

/// Waits for Ctrl-C or SIGTERM, and holds the end of the process back until everything was closed in order.
public final class Stopping implements AutoCloseable {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private Stopping() {}

    /// From now on a signal ends [#await] and not the process; the process ends once this is closed.
    public static Stopping onSignal() {
        Stopping stopping = new Stopping();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(stopping::stop));
        return stopping;
    }

    /// A process that was asked to end and did so in order has succeeded; Java would report the signal's number.
    private void stop() {
        if (closed.getCount() == 0) {
            return;
        }
        asked.countDown();
        try {
            closed.await();
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns when a signal came.
    public void await() throws InterruptedException {
        asked.await();
    }

    /// Lets the process end. Close it last: declare it first in a `try`.
    @Override
    public void close() {
        closed.countDown();
    }
}
