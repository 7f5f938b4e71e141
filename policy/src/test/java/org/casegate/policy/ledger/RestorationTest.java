// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Json;
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.crypto.tlog.EntryBundle;
import org.casegate.crypto.verify.Stranger;
import org.casegate.crypto.verify.TileDirectory;
import org.casegate.crypto.verify.TilesVerification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The old log signed 40 entries, anchored at 20 and 40; the backup holds 25.
@DisplayName("a gateway restored from a backup begins a new log (RESTORED)")
class RestorationTest {
    private static final SignerKey NEXT = SignerKey.generate(VerifierKey.Type.LOG, "gateway.example/ledger/2");

    @TempDir
    private Path home;
    private VouchedLedger vouched;
    private LedgerFixture fixture;

    @BeforeEach
    void restore() throws Exception {
        vouched = new VouchedLedger(home);
        fixture = vouched.fixture;
        vouched.grow(19);
        vouched.grow(20);
        fixture.forgetAllFrom(25);
    }

    @AfterEach
    void close() throws Exception {
        vouched.close();
    }

    private Restoration.Begun begin(Vouching vouching, Path... brought) throws Exception {
        try (Ledger old = fixture.ledger(vouching)) {
            return new Restoration(fixture.database, old, new Elsewhere(vouching, List.of(brought)))
                    .begin(NEXT.verifier(), "os:anna");
        }
    }

    private LedgerReport audit(Vouching vouching) {
        return new LedgerAudit(fixture.database, NEXT.verifier(), fixture.openings,
                new Elsewhere(vouching, List.of())).run();
    }

    @Test
    void theOldLogSignsNothingInThePlaceOfWhatIsLost() throws Exception {
        try (Ledger old = fixture.ledger(vouched.byAnchors())) {
            assertThatThrownBy(old::publish).isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining(vouched.anchor(40) + " covers 40 entries, but here are only 25")
                    .hasMessageContaining("casegate ledger restored");
        }
    }

    @Test
    void citesTheLastAnchoredCheckpointOfTheOld() throws Exception {
        assertThat(begin(vouched.byBoth())).isEqualTo(new Restoration.Begun(25, 40))
                .extracting(Restoration.Begun::lost).isEqualTo(15L);

        try (Ledger ledger = fixture.ledger(vouched.byAnchors(), NEXT)) {
            assertThat(ledger.publish().checkpoint()).satisfies(head -> {
                assertThat(head.origin()).isEqualTo("gateway.example/ledger/2");
                assertThat(head.size()).isEqualTo(26);
            });
            Json.Members entry = CanonicalJson.parse(EntryBundle
                    .parse(ledger.tiles().read(new TilePath(TilePath.ENTRIES, 0, 26))).get(25));
            assertThat(entry.text("kind")).contains("RESTORED");
            assertThat(entry.text("actor")).contains("os:anna");
            Json.Members facts = new Json.Members(entry.members("facts"));
            assertThat(facts.text("ended")).contains(fixture.signer.verifier().toString());
            assertThat(facts.text("begun")).contains(NEXT.verifier().toString());
            assertThat(facts.text("checkpoint").orElseThrow()).startsWith("gateway.example/ledger\n40\n");
        }
    }

    @Test
    void verifiesWithAllThatWasKeptOfBothAndSaysWhatIsLost() throws Exception {
        begin(vouched.byBoth());
        try (Ledger ledger = fixture.ledger(vouched.byAnchors(), NEXT);
                Anchoring anchoring = Anchoring.of(fixture.database, ledger, vouched.byAnchors(), fixture.clock)) {
            fixture.append(ledger, 30);
            ledger.publish();
            anchoring.run();
        }
        LedgerReport report = audit(vouched.byAnchors());

        assertThat(LedgerFixture.texts(report)).isEmpty();
        assertThat(report.checked()).containsEntry("restored", 1L).containsEntry("lost", 15L)
                .containsEntry("kept", 4L); // of the old one two and the one cited, one of the new
        assertThat(report.lines()).contains("  15 lost");
    }

    @Test
    void strangersVerifyTheNewLogByItsKeyAlone() throws Exception {
        begin(vouched.byBoth());
        Path directory = home.resolve("exported");
        try (Ledger ledger = fixture.ledger(vouched.byAnchors(), NEXT)) {
            new TileExport(ledger).write("os:anna", directory);
        }

        assertThat(LedgerFixture.texts(new TilesVerification(new TileDirectory(directory), NEXT.verifier(), List.of(),
                List.of()).run())).isEmpty();
        assertThat(Stranger.verify(directory, NEXT.verifier()).findings()).isEmpty();
    }

    @Test
    @DisplayName("OB-020: a stranger compares what was kept of the log that ended, and counts what is lost")
    void strangersCompareWhatWasKeptOfTheOldLog() throws Exception {
        Path older = Files.copy(vouched.anchor(20), home.resolve("older"));
        begin(Vouching.nobody(), older); // cites less than was anchored
        Path directory = home.resolve("exported");
        try (Ledger ledger = fixture.ledger(Vouching.nobody(), NEXT)) {
            new TileExport(ledger).write("os:anna", directory);
        }
        String old = fixture.signer.verifier().toString();

        assertThat(Stranger.verify(directory, NEXT.verifier(), "--ended", old, older.toString()).findings()).isEmpty();
        assertThat(Stranger.verify(directory, NEXT.verifier(), older.toString()).findings())
                .containsExactly("SIGNATURE: " + older + " is not signed by the log's key");
        assertThat(
                Stranger.verify(directory, NEXT.verifier(), "--ended", old, vouched.anchor(40).toString()).findings())
                .containsExactly("TRUNCATED: " + vouched.anchor(40)
                        + " covers 40 entries of the log that ended with entry 25 (RESTORED), which speaks of only 20");
    }

    @Test
    @DisplayName("OB-020: a stranger finds that what was restored is not what the old log had signed")
    void strangersFindAnotherHistoryBehindARestore() throws Exception {
        begin(vouched.byBoth());
        fixture.rewrite("REVIEWED", "REFUSED");
        Path directory = home.resolve("exported");
        try (Ledger ledger = fixture.ledger(Vouching.nobody(), NEXT)) {
            new TileExport(ledger).write("os:anna", directory);
        }
        String old = fixture.signer.verifier().toString();

        assertThat(Stranger.verify(directory, NEXT.verifier(), "--ended", old).findings()).isEmpty();
        assertThat(Stranger.verify(directory, NEXT.verifier(), "--ended", old, vouched.anchor(20).toString(),
                vouched.anchor(40).toString()).findings()).singleElement().asString()
                .startsWith("FORKED: at size 20 the entries do not have the root of " + vouched.anchor(20));
    }

    @Test
    void theOldKeySignsNothingMoreOnAnyNode() throws Exception {
        begin(vouched.byBoth());

        try (Ledger old = fixture.ledger()) {
            assertThatThrownBy(old::publish).isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("gateway.example/ledger/2 signs its checkpoints since");
        }
    }

    @Test
    void whoCitesLessThanWasAnchoredIsFound() throws Exception {
        Path older = Files.copy(vouched.anchor(20), home.resolve("older"));
        assertThat(begin(Vouching.nobody(), older)).isEqualTo(new Restoration.Begun(25, 20));

        assertThat(LedgerFixture.texts(audit(Vouching.nobody()))).isEmpty();
        assertThat(LedgerFixture.texts(audit(vouched.byAnchors()))).containsExactly("The anchor " + vouched.anchor(40)
                + " covers 40 entries of the log that ended with entry 25 (RESTORED), which speaks of only 20.");
    }

    @Test
    void aHistoryThatWasRewrittenIsNotRestored() throws Exception {
        fixture.rewrite("REVIEWED", "NOTIFIED");
        Path older = Files.copy(vouched.anchor(20), home.resolve("older"));

        assertThatThrownBy(() -> begin(Vouching.nobody(), older)).isInstanceOf(RestorationRefused.class)
                .hasMessageContaining("another history");
        assertThat(fixture.entries()).isEqualTo(25);
    }

    @Test
    void withoutACheckpointThereIsNothingToCite() throws Exception {
        assertThatThrownBy(() -> begin(Vouching.nobody())).isInstanceOf(RestorationRefused.class)
                .hasMessageContaining("No checkpoint of gateway.example/ledger is known");
        vouched.stopWitness();
        assertThatThrownBy(() -> begin(vouched.byBoth())).isInstanceOf(RestorationRefused.class)
                .hasMessageContaining("cannot be asked");
        assertThat(fixture.entries()).isEqualTo(25);
    }

    @Test
    void asItWasInterruptedItIsDoneOnce() throws Exception {
        Restoration.Begun first = begin(vouched.byBoth());

        assertThat(begin(vouched.byBoth())).isEqualTo(first);
        assertThat(fixture.entries()).isEqualTo(26);
    }
}
