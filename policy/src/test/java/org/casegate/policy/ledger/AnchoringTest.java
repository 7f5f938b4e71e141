// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.schema.tables.ledger.Tables.COSIGNATURE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.VerifierKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("OB-020: others vouch for the ledger")
class AnchoringTest {
    @TempDir
    private Path home;
    private VouchedLedger vouched;
    private LedgerFixture fixture;
    private Ledger ledger;
    private Anchoring anchoring;

    @BeforeEach
    void start() throws Exception {
        vouched = new VouchedLedger(home);
        fixture = vouched.fixture;
        open();
    }

    private void open() throws Exception {
        ledger = fixture.ledger(vouched.byBoth());
        anchoring = vouched.anchoring(ledger);
    }

    @AfterEach
    void close() throws Exception {
        anchoring.close();
        ledger.close();
        vouched.close();
    }

    private void grow(int entries) throws Exception {
        fixture.append(ledger, entries);
        ledger.publish();
        anchoring.run();
    }

    private List<String> anchors(long... sizes) {
        return java.util.Arrays.stream(sizes).mapToObj(vouched::anchor).map(file -> file.getFileName().toString())
                .toList();
    }

    @Test
    void putsACheckpointElsewhereAfterSoManyEntriesOrSoMuchTime() throws Exception {
        grow(1);
        assertThat(vouched.anchored()).isEqualTo(anchors(2)); // the first at once
        fixture.clock.move(Duration.ofMinutes(1));
        grow(9);
        assertThat(vouched.anchored()).isEqualTo(anchors(2));
        grow(1);
        assertThat(vouched.anchored()).isEqualTo(anchors(2, 12));
        grow(1);
        fixture.clock.move(Duration.ofMinutes(59));
        anchoring.run();
        assertThat(vouched.anchored()).isEqualTo(anchors(2, 12));
        fixture.clock.move(Duration.ofMinutes(1));
        anchoring.run();
        assertThat(vouched.anchored()).isEqualTo(anchors(2, 12, 13));
        fixture.clock.move(Duration.ofDays(1));
        anchoring.run();
        assertThat(vouched.anchored()).as("nothing new").isEqualTo(anchors(2, 12, 13));
    }

    @Test
    void anAnchorIsACheckpointThatIsWrittenOnce() throws Exception {
        grow(1);
        SignedCheckpoint signed = SignedCheckpoint.parse(Files.readString(vouched.anchor(2)),
                fixture.signer.verifier());

        assertThat(signed.checkpoint()).isEqualTo(ledger.published().orElseThrow().checkpoint());
        Files.writeString(vouched.anchor(2), "somebody's");
        assertThat(Anchors.in(vouched.anchors).put(signed)).isFalse();
        assertThat(vouched.anchor(2)).hasContent("somebody's");
    }

    @Test
    void asksTheWitnessForEachNewCheckpointAndPublishesWhatItCosigned() throws Exception {
        grow(1);
        grow(5);
        anchoring.run();

        VerifierKey witness = vouched.byTheWitness().witnesses().getFirst().key();
        assertThat(fixture.database.query().select(COSIGNATURE.SIZE).from(COSIGNATURE).orderBy(COSIGNATURE.SIZE)
                .fetch(COSIGNATURE.SIZE)).containsExactly(2L, 7L);
        assertThat(ledger.published().orElseThrow().note().cosignedAt(witness))
                .hasValueSatisfying(at -> assertThat(at).isBefore(fixture.clock.instant().plusSeconds(1)));
        assertThat(ledger.proof(3).orElseThrow().note().cosignedAt(witness)).isPresent();
        assertThat(fixture.findings(vouched.byBoth())).isEmpty();
    }

    @Test
    void goesOnWhereTheWitnessHasSeenMoreThanIsKnownHere() throws Exception {
        grow(1);
        grow(5);
        fixture.tamper("DELETE FROM ledger.cosignature");
        grow(1);

        assertThat(fixture.database.query().fetchCount(COSIGNATURE)).isEqualTo(1);
        assertThat(fixture.findings(vouched.byTheWitness())).isEmpty();
    }

    @Test
    void aWitnessThatIsGoneHoldsUpNothing() throws Exception {
        vouched.stopWitness();
        grow(1);

        assertThat(ledger.published()).isPresent();
        assertThat(vouched.anchored()).hasSize(1);
        assertThat(fixture.database.query().fetchCount(COSIGNATURE)).isZero();
    }

    @Test
    void aMissingMountIsNoEmptyDirectory() throws Exception {
        Files.delete(vouched.anchors);
        assertThatThrownBy(ledger::publish).isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("cannot be compared with them; nothing is signed");
        fixture.append(ledger, 1); // decisions do not wait for it

        Files.createDirectory(vouched.anchors);
        grow(1);
        assertThat(vouched.anchored()).hasSize(1);
    }

    @Test
    void saysHowItStandsWithEach() throws Exception {
        assertThat(Standing.of(vouched.byBoth(), ledger)).extracting(Standing::newest).allMatch(at -> at.isEmpty());
        grow(1);
        fixture.append(ledger, 3);
        ledger.publish();

        assertThat(Standing.of(vouched.byBoth(), ledger)).allSatisfy(standing -> {
            assertThat(standing.trouble()).isEmpty();
            assertThat(standing.newest()).isPresent();
            assertThat(standing.behind()).isEqualTo(3);
        }).extracting(Standing::who).containsExactly("the witness " + VouchedLedger.WITNESS,
                "the anchors in " + vouched.anchors + " (West Midlands Police)");
    }

    @Test
    void saysWhereSomebodyHasSeenAnotherHistory() throws Exception {
        grow(5);
        ledger.close();
        fixture.rewrite("REVIEWED", "NOTIFIED");
        try (Ledger thief = fixture.ledger()) {
            thief.publish();

            assertThat(Standing.of(vouched.byBoth(), thief)).extracting(standing -> standing.trouble().orElse(""))
                    .containsOnly("has seen another history, signed at size 6: the ledger was rewritten");
        }
        fixture.forgetAllFrom(3);
        try (Ledger thief = fixture.ledger()) {
            thief.publish();

            assertThat(Standing.of(vouched.byBoth(), thief)).extracting(standing -> standing.trouble().orElse(""))
                    .containsOnly("has seen 6 entries, but here are only 3: the ledger was cut off, or restored");
        }
    }
}
