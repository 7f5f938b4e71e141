// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.schema.Database;
import org.casegate.schema.EmbeddedDatabase;

/// Durable appends beside pgbench on the same server, each pair one after the other and again, so that both meet the machine in
/// the same moods.
final class LedgerBench {
    private static final int MANY = 64;
    private static final int NODES = 4;
    private static final int ROUNDS = 3;
    private static final Duration MEASURED = Duration.ofSeconds(8);
    private static final int POOL = 4;
    private static final int FLUSHES = 200;
    private static final int PAGE = 8_192;
    private static final String ORIGIN = "bench.example/ledger/1";

    private final Path folder;
    private final Results results;

    LedgerBench(Path folder, Results results) {
        this.folder = folder;
        this.results = results;
    }

    /// Runs all of it on a server of its own.
    void run() throws Exception {
        try (EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("appends"), 0)) {
            Database.migrate(server.migrator());
            script(server, "tables.sql");
            Pgbench pgbench = new Pgbench(server.superuser(), folder);
            results.atMost("one flush of 8 KiB to this disk, median", flush(), Double.NaN, "ms");
            appends(server, 1, MANY, true); // so that the first round meets a JVM that is warm
            side(server, pgbench, "", true);
            delayed(server, 2_000);
            side(server, pgbench, ", flush of 2 ms", false);
        }
    }

    private void side(EmbeddedDatabase server, Pgbench pgbench, String how, boolean promised) throws Exception {
        Rates changes = new Rates();
        Rates alone = new Rates();
        Rates single = new Rates();
        Rates nodes = new Rates();
        for (int round = 0; round < (promised ? ROUNDS : 1); round++) {
            System.out.printf("appends%s, round %d%n", how, round + 1);
            changes.peer(pgbench.run("append.pgbench", MANY, seconds()));
            double one = appends(server, 1, MANY, true);
            changes.ours(one);
            alone.peer(pgbench.run("entry.pgbench", MANY, seconds()));
            alone.ours(appends(server, 1, MANY, false));
            single.peer(pgbench.run("append.pgbench", 1, seconds()));
            single.ours(appends(server, 1, 1, true));
            nodes.peer(one);
            nodes.ours(appends(server, NODES, MANY, true));
        }
        results.ratio("64 appenders, each with its change of state" + how, changes, "pgbench, 64 clients",
                promised ? 2.5 : Double.NaN);
        results.ratio("64 appenders, entries alone" + how, alone, "pgbench, 64 clients", promised ? 1.2 : Double.NaN);
        results.ratio("one appender with its change" + how, single, "pgbench, one client",
                promised ? 0.7 : Double.NaN);
        results.ratio("four nodes with 64 appenders each, with changes" + how, nodes, "one node with 64",
                promised ? 0.85 : Double.NaN);
    }

    /// What makes an append durable, and nothing else, in milliseconds.
    private double flush() throws IOException {
        List<Double> took = new ArrayList<>();
        try (FileChannel file = FileChannel.open(folder.resolve("flushed"), StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(FLUSHES * PAGE));
            file.force(true);
            for (int i = 0; i < FLUSHES; i++) {
                file.write(ByteBuffer.allocate(PAGE), (long) i * PAGE);
                long begun = System.nanoTime();
                file.force(false);
                took.add((System.nanoTime() - begun) / 1e6);
            }
        }
        return Rates.median(took);
    }

    private static int seconds() {
        return (int) MEASURED.toSeconds();
    }

    private static double appends(EmbeddedDatabase server, int nodes, int perNode, boolean changing)
            throws IOException, LedgerUnavailable, InterruptedException, ExecutionException {
        SignerKey key = SignerKey.generate(VerifierKey.Type.LOG, ORIGIN);
        List<Database> databases = new ArrayList<>();
        List<Ledger> ledgers = new ArrayList<>();
        try {
            for (int node = 0; node < nodes; node++) {
                databases.add(Database.open(server.application(), POOL));
                ledgers.add(Ledger.start(databases.getLast(), InstantSource.system(), key));
            }
            return new Appenders(ledgers, changing).run(perNode, MEASURED);
        } finally {
            ledgers.forEach(Ledger::close);
            databases.forEach(Database::close);
        }
    }

    /// Makes every flush take so long, as a disk that is one would.
    private static void delayed(EmbeddedDatabase server, int microseconds) throws SQLException {
        try (Connection connection = server.superuser().connect(); Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET commit_delay = " + microseconds);
            statement.execute("ALTER SYSTEM SET commit_siblings = 0");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private static void script(EmbeddedDatabase server, String name) throws IOException, SQLException {
        try (InputStream resource = LedgerBench.class.getResourceAsStream(name);
                Connection connection = server.superuser().connect();
                Statement statement = connection.createStatement()) {
            if (resource == null) {
                throw new IllegalStateException(name + " was left out of the build");
            }
            statement.execute(new String(resource.readAllBytes(), UTF_8));
        }
    }
}
