// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.schema.tables.ledger.Tables.SUBJECT_KEY;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.policy.event.SomeEvents;
import org.casegate.schema.Database;
import org.casegate.schema.EmbeddedDatabase;
import org.jooq.impl.DSL;

/// A gateway node in a process of its own, of which nothing but the ledger is there: appends as fast as it can, each entry with a
/// row that stands for its state, and says what was acknowledged.
final class CrashingNode {
    private static final int APPENDERS = 16;

    private final Process process;
    private final Thread listener;
    private final CountDownLatch appending = new CountDownLatch(1);

    /// On return the node has appended its first entry: before that it may be killed, but not lose its database.
    ///
    /// @param home         of the embedded database, which it shares with the others
    /// @param acknowledged receives index and leaf hash of every entry that an appender was told of
    CrashingNode(Path home, SignerKey key, Map<Long, String> acknowledged) throws IOException, InterruptedException {
        process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), CrashingNode.class.getName(),
                home.toString(), key.verifier().toString(), HexFormat.of().formatHex(key.seed()))
                .redirectError(home.resolve("node.err").toFile()).start();
        BufferedReader said = process.inputReader(UTF_8);
        listener = Thread.ofVirtual().start(() -> said.lines().map(line -> line.split(" ", -1))
                .filter(words -> words.length == 3 && words[0].equals("entry") && words[2].length() == 64)
                .forEach(words -> {
                    String other = acknowledged.put(Long.valueOf(words[1]), words[2]);
                    appending.countDown();
                    if (other != null) {
                        acknowledged.put(-1L, "entry " + words[1] + " was acknowledged twice");
                    }
                }));
        assertThat(appending.await(2, TimeUnit.MINUTES)).as("the node appends: see node.err").isTrue();
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        SignerKey key = SignerKey.of(VerifierKey.parse(arguments[1]), HexFormat.of().parseHex(arguments[2]));
        try (EmbeddedDatabase server = EmbeddedDatabase.start(Path.of(arguments[0]), 0);
                Database database = Database.open(server.application(), 4);
                Ledger ledger = Ledger.start(database, InstantSource.system(), key);
                ExecutorService appenders = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Void> forEver = () -> {
                while (true) {
                    append(ledger, out);
                }
            };
            appenders.invokeAll(Collections.nCopies(APPENDERS, forEver));
        }
    }

    private static void append(Ledger ledger, PrintStream out) throws Conflict {
        UUID subject = UUID.randomUUID();
        try {
            List<Appended> appended = ledger.append(List.of(Draft.of(SomeEvents.abandoned(subject))),
                    StateChange.none().with(DSL.insertInto(SUBJECT_KEY, SUBJECT_KEY.SUBJECT, SUBJECT_KEY.ENVELOPE)
                            .values(subject, new byte[9]), 1));
            out.println("entry " + appended.getFirst().index() + " " + appended.getFirst().leafHash().hex());
        } catch (LedgerUnavailable refused) {
            LockSupport.parkNanos(1_000_000); // nothing was acknowledged
        }
    }

    long pid() {
        return process.pid();
    }

    /// As the power fails. On return everything that it had said has been heard.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        listener.join();
    }
}
