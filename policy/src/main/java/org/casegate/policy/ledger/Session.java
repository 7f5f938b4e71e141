// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.ledger.Tables.HEAD;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.tlog.Frontier;
import org.casegate.crypto.tlog.Hash;
import org.casegate.schema.Database;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jooq.ResultQuery;
import org.jooq.impl.DefaultConnectionProvider;
import org.jspecify.annotations.Nullable;

/// The sequencer's own connection and the statements on it. Lock and writes are one session, so that a node that was paused
/// cannot write late: PostgreSQL has ended its session by then.
final class Session implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final Connection connection;
    private final DSLContext sql;
    /// Kept ready, text and all: every batch begins with it.
    private final ResultQuery<Record4<Long, byte[], Instant, byte[]>> head;

    private final Storing storing;

    private Session(Connection connection, DSLContext sql) throws SQLException {
        this.connection = connection;
        this.sql = sql;
        this.storing = Storing.on(connection, sql);
        this.head = sql.select(HEAD.SIZE, HEAD.PREV, HEAD.AT, HEAD.PEAKS).from(HEAD).forUpdate().keepStatement(true);
    }

    static Session open(Database database) throws SQLException {
        Connection connection = database.dedicated();
        try {
            Session session = new Session(connection,
                    database.query().configuration().derive(new DefaultConnectionProvider(connection)).dsl());
            session.limit();
            return session;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void limit() throws SQLException {
        // Above the server's own limits: only for a server that has vanished without a word.
        connection.setNetworkTimeout(Runnable::run, (int) ANSWER.toMillis());
        connection.setAutoCommit(false);
        sql.set(name("lock_timeout"), val("2s")).execute();
        sql.set(name("statement_timeout"), val("10s")).execute();
        sql.set(name("idle_in_transaction_session_timeout"), val("10s")).execute();
        connection.commit();
    }

    /// Begins a transaction and waits for the turn of this node.
    Head lockHead() {
        Record4<Long, byte[], Instant, byte[]> row = head.fetchSingle();
        return new Head(Frontier.of(row.value1(), row.value4()), Hash.of(row.value2()), row.value3());
    }

    /// Gives the entries their places behind the head.
    static Written place(Head head, List<Unplaced> entries, InstantSource clock) {
        Instant now = LedgerTime.whole(clock.instant());
        Instant at = now.isBefore(head.at()) ? head.at() : now;
        String time = LedgerTime.print(at);
        List<Written.Row> rows = new ArrayList<>();
        Head end = head;
        for (Unplaced entry : entries) {
            byte[] body = entry.at(end.size(), end.prev(), time);
            Hash leaf = Hash.leaf(body);
            rows.add(new Written.Row(entry.columns(), entry.clauses(), Octets.copyOf(body),
                    new Appended(end.size(), leaf, at)));
            end = new Head(end.frontier().add(leaf), leaf, at);
        }
        return new Written(head, rows, end);
    }

    /// Runs the changes that go with the entries.
    ///
    /// @throws Conflict if a statement did not change as many rows as it must
    void change(List<Pending> batch, long firstIndex) throws Conflict {
        new ChangeRunner(sql).run(batch, firstIndex);
    }

    /// Stores the entries and moves the head over them.
    void store(Written written) {
        storing.store(written);
    }

    /// Whether that entry is stored. Waits for the turn of this node first: while another session that wrote it might still be
    /// committing, it holds the head.
    boolean holds(Appended place) throws SQLException {
        lockHead();
        byte @Nullable [] leaf = sql.select(ENTRY.LEAF_HASH)
                .from(ENTRY)
                .where(ENTRY.INDEX.eq(place.index()))
                .fetchOne(ENTRY.LEAF_HASH);
        connection.rollback();
        return leaf != null && Hash.of(leaf).equals(place.leafHash());
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
