// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.casegate.crypto.keep.EpochKeys;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.crypto.keep.SignerKeyFile;
import org.casegate.crypto.tlog.Frontier;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.LedgerFinding;
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.policy.event.About;
import org.casegate.policy.event.PackEvent;
import org.casegate.policy.event.SomeEvents;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;

/// A database of its own with everything a ledger needs.
final class LedgerFixture implements AutoCloseable {
    static final String AGREEMENT = "staffordshire";
    private static final String COUNT_AGAIN = "INSERT INTO ledger.month_count SELECT"
            + " date_trunc('month', at AT TIME ZONE 'Europe/London')::date, coalesce(agreement, ''), coalesce(agency, ''), kind,"
            + " count(*) FROM ledger.entry GROUP BY 1, 2, 3, 4";

    final TestClock clock = new TestClock();
    final Database database = TestDatabase.fresh();
    final MasterKey master;
    final EpochKeys ring;
    final SignerKey signer;
    final Openings openings;

    LedgerFixture() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "ledger");
        MasterKey.create(folder.resolve("master"));
        master = MasterKey.read(folder.resolve("master"));
        EpochKeys.create(folder.resolve("ring"), master, clock);
        ring = EpochKeys.open(folder.resolve("ring"), master, clock);
        signer = SignerKeyFile.create(folder.resolve("checkpoint"), "gateway.example/ledger", master);
        openings = new Openings(database, ring, new KeyedToken(master));
    }

    Ledger ledger() throws LedgerUnavailable {
        return ledger(Vouching.nobody());
    }

    Ledger ledger(Vouching vouching) throws LedgerUnavailable {
        return ledger(vouching, signer);
    }

    Ledger ledger(Vouching vouching, SignerKey key) throws LedgerUnavailable {
        // Signs only when it is told to, so that a slow machine sees the same checkpoints as a quick one.
        return Ledger.start(database, clock, key, vouching, Duration.ofDays(1));
    }

    LedgerQueries queries(Ledger ledger) {
        return new LedgerQueries(database, ledger, openings, () -> List.of(AGREEMENT, "solihull"));
    }

    LedgerReport audit() {
        return new LedgerAudit(database, signer.verifier(), openings).run();
    }

    List<String> findings() {
        return texts(audit());
    }

    /// What a comparison with what others keep finds.
    List<String> findings(Vouching vouching, Path... brought) {
        return texts(new LedgerAudit(database, signer.verifier(), openings, new Elsewhere(vouching, List.of(brought)))
                .run());
    }

    static List<String> texts(LedgerReport report) {
        assertThat(report.ok()).isEqualTo(report.findings().isEmpty());
        return report.findings().stream().map(LedgerFinding::text).toList();
    }

    void assertVerifies() {
        assertThat(findings()).isEmpty();
    }

    /// Appends what an accepted pack of one part leaves.
    Pack accept(Ledger ledger, String caseReference) throws Exception {
        Subject pack = openings.create();
        Subject part = openings.create();
        SealedField reference = pack.seal(Openings.CASE, caseReference);
        SealedField name = part.seal("name", "chronology of " + caseReference + ".docx");
        Draft draft = Draft.of(SomeEvents.accepted(
                new About(pack.id(), Map.of(Openings.CASE, reference.commitment())),
                new PackEvent.Part(part.id(), Map.of("name", name.commitment()), 1234)))
                .actor("sp-review-officer")
                .agency("staffordshire-police");
        StateChange change = StateChange.none()
                .with(pack.insert(), 1)
                .with(part.insert(), 1)
                .with(reference.insert(), 1)
                .with(name.insert(), 1)
                .with(openings.linkCase(AGREEMENT, caseReference, pack.id()), 1)
                .confinedTo(pack.id());
        return new Pack(pack.id(), part.id(), ledger.append(draft, change));
    }

    record Pack(UUID id, UUID part, Appended appended) {}

    Appended destroy(Ledger ledger, Pack pack) throws Exception {
        Draft draft = Draft.of(SomeEvents.destroyed(pack.id(), List.of(pack.id(), pack.part())));
        return ledger.append(draft,
                StateChange.none().withAll(openings.erase(pack.part())).withAll(openings.erase(pack.id())));
    }

    long entries() {
        return database.query().fetchCount(ENTRY);
    }

    /// Appends that many entries about nothing.
    void append(Ledger ledger, int entries) throws Exception {
        Callable<Appended> one = () -> ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none());
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Appended> appended : many.invokeAll(Collections.nCopies(entries, one))) {
                appended.get();
            }
        }
    }

    /// Rewrites history as a superuser can: a word in every entry, and every entry's word on the one before, the tree and the
    /// head mended, and all that was signed thrown away. What is left is consistent in itself.
    void rewrite(String word, String other) throws SQLException {
        List<byte[]> bodies = database.query().select(ENTRY.BODY).from(ENTRY).orderBy(ENTRY.INDEX).fetch(ENTRY.BODY);
        List<String> statements = new ArrayList<>();
        Hash prev = Hash.ZEROS;
        Hash old = Hash.ZEROS;
        Frontier tree = Frontier.empty();
        for (byte[] body : bodies) {
            String text = new String(body, UTF_8).replace(word, other).replace(old.hex(), prev.hex());
            old = Hash.leaf(body);
            prev = Hash.leaf(text.getBytes(UTF_8));
            tree = tree.add(prev);
            statements.add(
                    "UPDATE ledger.entry SET kind = replace(kind, '" + word + "', '" + other + "'), body = convert_to('"
                            + text.replace("'", "''") + "', 'UTF8'), leaf_hash = '\\x" + prev.hex() + "' WHERE index = "
                            + (tree.size() - 1));
        }
        statements.add("UPDATE ledger.head SET prev = '\\x" + prev.hex() + "', peaks = '\\x"
                + HexFormat.of().formatHex(tree.packed()) + "'");
        statements.addAll(List.of("DELETE FROM ledger.cosignature", "DELETE FROM ledger.checkpoint",
                "DELETE FROM ledger.subtree", "DELETE FROM ledger.month_count", COUNT_AGAIN));
        tamper(statements.toArray(String[]::new));
    }

    /// Cuts the ledger off and throws away what was signed.
    void forgetAllFrom(long size) throws SQLException {
        Frontier tree = Frontier.empty();
        Hash last = Hash.ZEROS;
        for (byte[] leaf : database.query().select(ENTRY.LEAF_HASH).from(ENTRY).where(ENTRY.INDEX.lt(size))
                .orderBy(ENTRY.INDEX).fetch(ENTRY.LEAF_HASH)) {
            last = Hash.of(leaf);
            tree = tree.add(last);
        }
        tamper("DELETE FROM ledger.entry WHERE index >= " + size,
                "DELETE FROM ledger.entry_clause WHERE index >= " + size, "DELETE FROM ledger.cosignature",
                "DELETE FROM ledger.checkpoint", "DELETE FROM ledger.subtree",
                "DELETE FROM ledger.month_count", COUNT_AGAIN,
                "UPDATE ledger.head SET size = " + size + ", prev = '\\x" + last.hex() + "', peaks = '\\x"
                        + HexFormat.of().formatHex(tree.packed())
                        + "', at = (SELECT at FROM ledger.entry WHERE index = "
                        + (size - 1) + ")");
    }

    /// Runs statements as the server's superuser, past every trigger and constraint.
    void tamper(String... statements) throws SQLException {
        try (Connection connection = TestDatabase.superuser(database).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "ALTER TABLE ledger.entry DISABLE TRIGGER ALL, DROP CONSTRAINT IF EXISTS entry_leaf_hash_check");
            statement.execute("ALTER TABLE ledger.head DISABLE TRIGGER ALL");
            for (String table : List.of("checkpoint", "subtree", "cosignature", "entry_clause", "month_count")) {
                statement.execute("ALTER TABLE ledger." + table + " DISABLE TRIGGER ALL");
            }
            statement.execute("ALTER TABLE ledger.entry DROP CONSTRAINT IF EXISTS entry_check");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// Waits for something that another thread or the server does.
    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        database.close();
        ring.close();
        master.close();
    }
}
