// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.casegate.schema.tables.Shipped;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.InsertReturningStep;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// The database as the gateway uses it: typed queries on a pool of connections. Thread-safe; blocking, for virtual
/// threads. A caller waits at most five seconds for a connection and then gets an exception: no database, no decision.
public final class Database implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /// No statement of a gateway is slow; one that is has met a lock or a fault and must not hold its connection.
    private static final String LIMITS = "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=30s";
    /// A plan is kept for as long as its connection lives, or until the server counts the table anew. One that was made while the
    /// table was small reads all of it, also when it no longer is: so a whole table is read only where no index helps.
    private static final String BY_INDEX = " -c enable_seqscan=off";

    private final DatabaseAddress address;
    private final HikariDataSource pool;
    private final DSLContext query;
    private final ScopedValue<Boolean> transacting = ScopedValue.newInstance();

    private Database(DatabaseAddress address, HikariDataSource pool) {
        this.address = address;
        this.pool = pool;
        this.query = DSL.using(pool, SQLDialect.POSTGRES, settings());
    }

    /// Opens a pool and proves that the server answers.
    ///
    /// @param address     entered as [Roles#APPLICATION] (or [Roles#AUDIT] by a process that only reads the ledger)
    /// @param connections the most that the pool opens; a transaction holds one
    /// @throws DatabaseUnavailable if no connection could be made
    public static Database open(DatabaseAddress address, int connections) throws DatabaseUnavailable {
        PGSimpleDataSource source = address.source();
        source.setOptions(LIMITS + BY_INDEX);
        source.setSocketTimeout(60);
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName("casegate");
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(2, connections));
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setInitializationFailTimeout(PATIENCE.toMillis());
        try {
            return new Database(address, new HikariDataSource(config));
        } catch (HikariPool.PoolInitializationException e) {
            throw new DatabaseUnavailable("The database " + address + " does not answer or does not let us in.", e);
        }
    }

    /// Brings the database to this version's schema; nothing to do when it is there already. Two processes may call it at
    /// once: the second waits.
    ///
    /// @param address entered as [Roles#MIGRATE], after [Roles#sql()] has run
    /// @throws DatabaseUnavailable if a migration fails, which then left nothing, or if an applied one was edited
    public static void migrate(DatabaseAddress address) throws DatabaseUnavailable {
        if (!History.is(Shipped.MIGRATIONS, address)) {
            Migrations.apply(address);
        }
    }

    static Settings settings() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        return new Settings().withExecuteLogging(false); // jOOQ would log values at level debug
    }

    /// Where this database is, and as whom it is entered.
    public DatabaseAddress address() {
        return address;
    }

    /// Single statements on the pool, each committed by itself. Inside [#transact] use its own context instead.
    public DSLContext query() {
        return query;
    }

    /// The time of the server, to the microsecond.
    public Instant time() {
        return query.select(DSL.function(DSL.name("clock_timestamp"), SQLDataType.INSTANT)).fetchSingle().value1();
    }

    /// Runs the work in one READ COMMITTED transaction: committed when it returns, rolled back when it throws.
    /// The work must use the context it is given, and must not start another transaction.
    public <T extends @Nullable Object> T transact(Function<DSLContext, T> work) {
        if (transacting()) {
            throw new IllegalStateException("a transaction is open on this thread already");
        }
        return ScopedValue.where(transacting, true).call(() -> query.connectionResult(connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.apply(DSL.using(connection, SQLDialect.POSTGRES, query.settings()));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                undo(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }));
    }

    private static void undo(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e); // the connection is lost, and its transaction with it
        }
    }

    /// Inserts several rows by one statement: all or none, in one journey to the server.
    public void insert(List<? extends InsertReturningStep<?>> rows) {
        query.with(together(rows)).selectOne().execute();
    }

    /// The same, without waiting for the disk. Only for rows that nobody is told of before a later commit that does wait: the
    /// server writes its log in order, so that one is safe only after this.
    public void insertUnforced(List<? extends InsertReturningStep<?>> rows) {
        query.with(together(rows))
                .select(DSL.function(DSL.name("set_config"), SQLDataType.VARCHAR, DSL.inline("synchronous_commit"),
                        DSL.inline("off"), DSL.inline(true)))
                .execute();
    }

    private static List<CommonTableExpression<?>> together(List<? extends InsertReturningStep<?>> rows) {
        List<CommonTableExpression<?>> insertions = new ArrayList<>();
        for (InsertReturningStep<?> row : rows) {
            insertions.add(DSL.name("row" + insertions.size()).as(row.returningResult(DSL.one())));
        }
        return insertions;
    }

    /// Whether the calling thread is inside [#transact].
    public boolean transacting() {
        return transacting.isBound();
    }

    /// A connection of its own, never from the pool (whose connections may all be held by those who wait for its
    /// owner), without the pool's time limits, and with batches of inserts rewritten, so that a batch of inserts reports no
    /// counts. The caller closes it.
    public Connection dedicated() throws SQLException {
        PGSimpleDataSource source = address.source();
        source.setReWriteBatchedInserts(true);
        return source.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }
}
