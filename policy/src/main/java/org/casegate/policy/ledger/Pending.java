// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// An append that waits for the sequencer. Whoever waits may withdraw it only until the sequencer has taken it: after that
/// there is one answer, and it is waited for.
final class Pending {
    private enum State {
        WAITING, TAKEN, WITHDRAWN
    }

    private final List<Unplaced> entries;
    private final StateChange change;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CompletableFuture<List<Appended>> answer = new CompletableFuture<>();

    /// @throws IllegalArgumentException if an entry would be too long
    Pending(List<Draft> drafts, StateChange change) {
        this.entries = drafts.stream().map(Draft::unplaced).toList();
        this.change = change;
    }

    List<Unplaced> entries() {
        return entries;
    }

    StateChange change() {
        return change;
    }

    /// @return whether it is now the sequencer's to answer
    boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN);
    }

    private boolean withdraw() {
        return state.compareAndSet(State.WAITING, State.WITHDRAWN);
    }

    void complete(List<Appended> appended) {
        answer.complete(appended);
    }

    void fail(Exception failure) {
        answer.completeExceptionally(failure);
    }

    /// @param patience how long it may wait for its turn; once its turn has come, the statements' own limits hold
    List<Appended> await(Duration patience) throws LedgerUnavailable, Conflict {
        boolean interrupted = false;
        try {
            return opened(patience.toNanos());
        } catch (TimeoutException e) {
            if (withdraw()) {
                throw new LedgerUnavailable("The ledger did not come to this entry within " + patience, e);
            }
        } catch (InterruptedException e) {
            interrupted = true;
            if (withdraw()) {
                throw new LedgerUnavailable("Interrupted while waiting for the ledger", e);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return awaitTaken();
    }

    private List<Appended> awaitTaken() throws LedgerUnavailable, Conflict {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return opened(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    throw new IllegalStateException("Nobody waits that long", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<Appended> opened(long nanos)
            throws InterruptedException, TimeoutException, LedgerUnavailable, Conflict {
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case LedgerUnavailable unavailable -> throw unavailable;
                case Conflict conflict -> throw conflict;
                case null, default -> throw new IllegalStateException("The change cannot be run: " + e.getCause(), e);
            }
        }
    }
}
