// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A piece of a start that needs nothing of the others, done beside them by a thread of its own.
///
/// @param <T> what comes of it
final class Beside<T> {
    private final FutureTask<T> work;

    private Beside(FutureTask<T> work) {
        this.work = work;
    }

    /// Begins.
    static <T> Beside<T> begin(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().name("start-" + name).daemon().start(task);
        return new Beside<>(task);
    }

    /// Waits for its end, also when the waiting thread is asked to stop: what was made must not be lost.
    ///
    /// @throws IOException if it threw one
    T get() throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return work.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    switch (e.getCause()) {
                        case IOException fault -> throw fault;
                        case RuntimeException fault -> throw fault;
                        case Error fault -> throw fault;
                        case null, default -> throw new IllegalStateException(e);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
