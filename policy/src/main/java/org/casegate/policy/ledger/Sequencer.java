// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import org.casegate.policy.event.LedgerEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.casegate.schema.Database;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives entries their places: one thread on one connection of its own, so many waiting appends in one transaction as there
/// are. Several nodes each have one; the lock on the head puts them in order.
///
/// A platform thread: it never waits for a virtual one.
final class Sequencer implements AutoCloseable {
    static final int MAX_BATCH = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

    private final Database database;
    private final InstantSource clock;
    private final Duration patience;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final Pending stop = new Pending(List.of(), StateChange.none());
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Session session; // the thread's alone

    private Sequencer(Database database, InstantSource clock, Duration patience) {
        this.database = database;
        this.clock = clock;
        this.patience = patience;
        this.thread = Thread.ofPlatform().name("ledger-sequencer").unstarted(this::serveAll);
    }

    /// Writes the first entry where there is none, then serves.
    ///
    /// @throws LedgerUnavailable if the ledger cannot be written
    static Sequencer start(Database database, InstantSource clock) throws LedgerUnavailable {
        return start(database, clock, PATIENCE);
    }

    /// @param patience how long an append waits for its turn, and a lost COMMIT for the database to come back
    static Sequencer start(Database database, InstantSource clock, Duration patience) throws LedgerUnavailable {
        Sequencer sequencer = new Sequencer(database, clock, patience);
        sequencer.begin();
        sequencer.thread.start();
        return sequencer;
    }

    private void begin() throws LedgerUnavailable {
        try (Session first = Session.open(database)) {
            Head head = first.lockHead();
            if (head.size() == 0) {
                Draft begun = Draft.of(new LedgerEvent.Begun());
                first.store(Session.place(head, List.of(begun.unplaced()), clock));
            }
            first.commit();
        } catch (SQLException | DataAccessException e) {
            throw new LedgerUnavailable("The ledger cannot be opened" + Fault.state(e), e);
        }
    }

    List<Appended> append(List<Draft> drafts, StateChange change) throws LedgerUnavailable, Conflict {
        if (closing.getCount() == 0) {
            throw new LedgerUnavailable("The ledger is closed", null);
        }
        Pending pending = new Pending(drafts, change);
        queue.add(pending);
        return pending.await(patience);
    }

    private void serveAll() {
        try {
            for (Pending next = queue.take(); next != stop; next = queue.take()) {
                if (next.take()) {
                    serve(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closing.countDown();
            drop();
            drain(Integer.MAX_VALUE).forEach(late -> late.fail(new LedgerUnavailable("The ledger is closed", null)));
        }
    }

    private List<Pending> drain(int most) {
        List<Pending> drained = new ArrayList<>();
        while (drained.size() < most) {
            Pending next = queue.peek();
            if (next == null || next == stop) {
                break;
            }
            queue.remove();
            if (next.take()) {
                drained.add(next);
            }
        }
        return drained;
    }

    private void serve(Pending first) {
        List<Pending> batch = new ArrayList<>(List.of(first));
        try {
            write(batch, true);
        } catch (ChangeRefused e) {
            if (batch.size() == 1) {
                first.fail(e.reason());
            } else {
                batch.forEach(this::serveAlone);
            }
        } catch (LedgerUnavailable e) {
            batch.forEach(pending -> pending.fail(e));
        } catch (RuntimeException e) {
            unexpected(batch, e);
        }
    }

    private void serveAlone(Pending pending) {
        try {
            write(new ArrayList<>(List.of(pending)), false);
        } catch (ChangeRefused e) {
            pending.fail(e.reason());
        } catch (LedgerUnavailable e) {
            pending.fail(e);
        } catch (RuntimeException e) {
            unexpected(List.of(pending), e);
        }
    }

    private void unexpected(List<Pending> batch, RuntimeException e) {
        LOG.error("A batch of the ledger failed in a way that is not foreseen: {}{}", e.getClass().getName(),
                Fault.state(e));
        drop();
        batch.forEach(pending -> pending.fail(new LedgerUnavailable("The ledger failed", e)));
    }

    /// Writes the batch; a connection that turns out to be broken is replaced once.
    private void write(List<Pending> batch, boolean more) throws LedgerUnavailable, ChangeRefused {
        try {
            writeOnce(batch, more);
        } catch (ConnectionLost first) {
            drop();
            try {
                writeOnce(batch, more);
            } catch (ConnectionLost second) {
                drop();
                batch.addAll(more ? drain(Integer.MAX_VALUE) : List.of());
                throw new LedgerUnavailable("The database cannot be reached", second);
            }
        }
    }

    private void writeOnce(List<Pending> batch, boolean more) throws LedgerUnavailable, ChangeRefused, ConnectionLost {
        Session open = session();
        Written written;
        try {
            Head head = open.lockHead();
            if (more) {
                batch.addAll(drain(MAX_BATCH - batch.size()));
            }
            change(open, batch, head.size());
            written = Session.place(head, batch.stream().flatMap(pending -> pending.entries().stream()).toList(),
                    clock);
            open.store(written);
        } catch (DataAccessException e) {
            undo(open);
            throw Fault.ofLedger(e);
        }
        commit(open, written);
        List<Appended> places = written.rows().stream().map(Written.Row::place).toList();
        int from = 0;
        for (Pending pending : batch) {
            int to = from + pending.entries().size();
            pending.complete(places.subList(from, to));
            from = to;
        }
    }

    private void change(Session open, List<Pending> batch, long firstIndex)
            throws LedgerUnavailable, ChangeRefused, ConnectionLost {
        try {
            open.change(batch, firstIndex);
        } catch (Conflict e) {
            undo(open);
            throw new ChangeRefused(e);
        } catch (DataAccessException e) {
            undo(open);
            throw Fault.ofChange(e);
        } catch (RuntimeException e) {
            undo(open);
            throw new ChangeRefused(e);
        }
    }

    /// Commits. Where the connection breaks just then, only the database knows what became of it: it is asked.
    private void commit(Session open, Written written) throws LedgerUnavailable, ConnectionLost {
        try {
            open.commit();
        } catch (SQLException e) {
            drop();
            if (!stands(written.last())) {
                throw new ConnectionLost(e);
            }
        }
    }

    private boolean stands(Appended last) throws LedgerUnavailable {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return session().holds(last);
            } catch (ConnectionLost | SQLException | DataAccessException e) {
                drop();
                if (System.nanoTime() > deadline || pause()) {
                    throw new LedgerUnavailable("The connection broke while committing and did not come back", true, e);
                }
            }
        }
    }

    /// @return whether the ledger is being closed
    private boolean pause() {
        try {
            return closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Session session() throws ConnectionLost {
        Session open = session;
        if (open == null) {
            try {
                open = Session.open(database);
                session = open;
            } catch (SQLException | DataAccessException e) {
                throw new ConnectionLost(e);
            }
        }
        return open;
    }

    private void undo(Session open) {
        try {
            open.rollback();
        } catch (SQLException e) {
            drop();
        }
    }

    private void drop() {
        Session open = session;
        session = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("The ledger's old connection did not close{}", Fault.state(e));
            }
        }
    }

    /// Serves what was appended before, then stops. Appends from now on are refused.
    @Override
    public void close() {
        closing.countDown();
        queue.add(stop);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
