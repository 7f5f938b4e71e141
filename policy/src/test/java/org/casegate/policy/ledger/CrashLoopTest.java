// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.ledger.Tables.SUBJECT_KEY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.casegate.crypto.keep.EpochKeys;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.schema.Database;
import org.casegate.schema.EmbeddedDatabase;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes append under load while now one of them is killed or paused, now PostgreSQL killed, or told to stop at once.
class CrashLoopTest {
    /// How PostgreSQL ends, round by round: killed with all its processes; and as by `pg_ctl stop -m immediate`.
    private static final List<Signal> ROUNDS = List.of(Signal.KILL, Signal.QUIT, Signal.QUIT);
    private static final int ENTRIES_A_ROUND = 500;
    private static final Duration PAUSE = Duration.ofSeconds(12);
    private static final SignerKey KEY = SignerKey.generate(VerifierKey.Type.LOG, "gateway.example/ledger/1");

    @TempDir
    Path folder;

    private final Map<Long, String> acknowledged = new ConcurrentHashMap<>();

    @Test
    @DisplayName("nodes and database are killed, paused and stopped under load: nothing acknowledged is lost, no gap, no fork, no state without entry")
    void losesNothing() throws Exception {
        Path home = folder.resolve("home");
        EmbeddedDatabase server = EmbeddedDatabase.start(home, 0);
        Database.migrate(server.migrator());
        CrashingNode one = new CrashingNode(home, KEY, acknowledged);
        CrashingNode other = new CrashingNode(home, KEY, acknowledged);
        try {
            for (Signal signal : ROUNDS) {
                grow();
                one.kill();
                one = new CrashingNode(home, KEY, acknowledged);
                grow();
                stop(home, signal);
                server.close();
                server = EmbeddedDatabase.start(home, 0);
            }
            pause(one);
            grow();
            one.kill();
            other.kill();
            verify(server);
        } finally {
            one.kill();
            other.kill();
            server.close();
        }
    }

    /// Longer than PostgreSQL lets anybody hold the head: the other goes on; the paused one wakes, and writes nothing late.
    private void pause(CrashingNode node) throws IOException, InterruptedException {
        grow();
        send("-STOP", node.pid());
        long since = System.nanoTime();
        grow();
        await(() -> System.nanoTime() - since > PAUSE.toNanos());
        send("-CONT", node.pid());
        grow();
    }

    private void grow() {
        int before = acknowledged.size();
        await(() -> acknowledged.size() > before + ENTRIES_A_ROUND);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private enum Signal {
        /// The postmaster without a word; its children end as soon as they notice.
        KILL,
        /// All of them at once, and nothing is written down.
        QUIT
    }

    private static void stop(Path home, Signal signal) throws IOException, InterruptedException {
        long pid = Long.parseLong(Files.readAllLines(home.resolve("db/postmaster.pid")).getFirst());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        send("-" + signal, pid);
        await(() -> !postmaster.isAlive());
    }

    private static void send(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, Long.toString(pid)).inheritIO().start().waitFor()).isZero();
    }

    private void verify(EmbeddedDatabase server) throws Exception {
        assertThat(acknowledged).doesNotContainKey(-1L);
        MasterKey.create(folder.resolve("master"));
        try (Database database = Database.open(server.application(), 4);
                MasterKey master = MasterKey.read(folder.resolve("master"))) {
            EpochKeys.create(folder.resolve("ring"), master, InstantSource.system());
            try (EpochKeys ring = EpochKeys.open(folder.resolve("ring"), master, InstantSource.system())) {
                LedgerReport report = new LedgerAudit(database, KEY.verifier(),
                        new Openings(database, ring, new KeyedToken(master))).run();
                assertThat(LedgerFixture.texts(report)).isEmpty();
                assertThat(report.checked().get("checkpoints")).isPositive();
            }
            Map<Long, String> stored = database.query().select(ENTRY.INDEX, ENTRY.LEAF_HASH).from(ENTRY)
                    .fetchMap(row -> row.value1(), row -> HexFormat.of().formatHex(row.value2()));
            assertThat(stored).containsAllEntriesOf(acknowledged);
            assertThat(database.query()
                    .fetchCount(DSL.select(ENTRY.SUBJECT).from(ENTRY).where(ENTRY.SUBJECT.isNotNull())
                            .except(DSL.select(SUBJECT_KEY.SUBJECT).from(SUBJECT_KEY))))
                    .as("entries without state").isZero();
            assertThat(database.query().fetchCount(DSL.select(SUBJECT_KEY.SUBJECT).from(SUBJECT_KEY)
                    .except(DSL.select(ENTRY.SUBJECT).from(ENTRY)))).as("state without entry").isZero();
        }
    }
}
