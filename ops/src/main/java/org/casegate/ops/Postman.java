// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.casegate.policy.notice.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands notices to the relay while a gateway listens: every two seconds, and after a fault a minute later. On a thread of its own,
/// because a relay that does not answer must hold up nothing else.
final class Postman implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final int USUAL_SECONDS = 2;
    private static final int AFTER_A_FAULT_SECONDS = 60;
    /// How long a letter that is on its way may hold up the end.
    private static final int PATIENCE_SECONDS = 5;

    private final Delivery delivery;
    private final ScheduledExecutorService rounds = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("notices").factory());

    private Postman(Delivery delivery) {
        this.delivery = delivery;
    }

    static Postman start(Delivery delivery) {
        Postman postman = new Postman(delivery);
        postman.next(USUAL_SECONDS);
        return postman;
    }

    private void next(int seconds) {
        try {
            var _ = rounds.schedule(this::round, seconds, TimeUnit.SECONDS);
        } catch (RejectedExecutionException _) {
            // closed
        }
    }

    private void round() {
        try {
            delivery.deliver();
            next(USUAL_SECONDS);
        } catch (Exception fault) {
            LOG.error("Notices could not be delivered", fault);
            next(AFTER_A_FAULT_SECONDS);
        }
    }

    @Override
    public void close() {
        rounds.shutdown();
        try {
            if (!rounds.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                rounds.shutdownNow(); // what is cut off is sent again, as the same letter
            }
        } catch (InterruptedException e) {
            rounds.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
