// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.VerifierKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server's superuser has stolen the signing key. He rewrites every entry, mends all that hangs together, throws away what
/// was signed and signs again. Nothing in the database tells; what others keep does. Checkpoints at 20 and 40.
@DisplayName("a superuser with the stolen key rewrites history")
class RewrittenHistoryTest {
    private static final String FORKED = "What is here is whole in itself, but another history than that of %s, signed at"
            + " size %d: they part in entries %d to %d. It was rewritten after that checkpoint was signed with the ledger's"
            + " own key.";

    @TempDir
    private Path home;
    private VouchedLedger vouched;
    private LedgerFixture fixture;

    @BeforeEach
    void fill() throws Exception {
        vouched = new VouchedLedger(home);
        fixture = vouched.fixture;
        vouched.grow(19);
        vouched.grow(20);
        assertThat(fixture.findings(vouched.byBoth())).isEmpty();
    }

    @AfterEach
    void close() throws Exception {
        vouched.close();
    }

    private void rewriteAndSignAgain() throws Exception {
        fixture.rewrite("REVIEWED", "NOTIFIED");
        try (Ledger thief = fixture.ledger()) {
            thief.publish();
        }
    }

    @Test
    void nothingInTheDatabaseTells() throws Exception {
        rewriteAndSignAgain();

        assertThat(fixture.findings()).isEmpty();
    }

    @Test
    void anAnchoredCheckpointConvictsHim() throws Exception {
        rewriteAndSignAgain();

        assertThat(fixture.findings(vouched.byAnchors())).containsExactly(
                FORKED.formatted("the anchor " + vouched.anchor(20), 20, 0, 19),
                "1 further checkpoints that were kept elsewhere do not have the root of the entries either.");
    }

    @Test
    void theCheckpointThatAWitnessCosignedConvictsHim() throws Exception {
        rewriteAndSignAgain();

        assertThat(fixture.findings(vouched.byTheWitness())).containsExactly(
                FORKED.formatted("the checkpoint that the witness " + VouchedLedger.WITNESS + " cosigned last", 40, 0,
                        39));
    }

    @Test
    void aCheckpointThatSomebodyBringsConvictsHim() throws Exception {
        Path kept = Files.copy(vouched.anchor(40), home.resolve("receipt.checkpoint"));
        rewriteAndSignAgain();

        assertThat(fixture.findings(Vouching.nobody(), kept))
                .containsExactly(FORKED.formatted(kept, 40, 0, 39));
    }

    @Test
    void theGatewaySignsNothingThatContradictsAnAnchor() throws Exception {
        fixture.rewrite("REVIEWED", "NOTIFIED");

        try (Ledger ledger = fixture.ledger(vouched.byAnchors())) {
            assertThatThrownBy(ledger::publish).isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining(
                            "root signed at size 40 in " + vouched.anchor(40) + ": history was rewritten");
            assertThat(ledger.published()).isEmpty();
        }
    }

    @Test
    void theWitnessDoesNotCosignWhatHeWritesNextAndKeepsIt() throws Exception {
        rewriteAndSignAgain();
        try (Ledger thief = fixture.ledger(); Anchoring asking = vouched.anchoring(thief)) {
            fixture.append(thief, 10);
            thief.publish();
            asking.run();

            assertThat(thief.published().orElseThrow().note().toString()).doesNotContain(VouchedLedger.WITNESS);
        }
        try (var evidence = Files.list(vouched.state.resolve("evidence"))) {
            assertThat(evidence.toList()).singleElement().satisfies(file -> assertThat(
                    SignedCheckpoint.parse(Files.readString(file), fixture.signer.verifier()).checkpoint().size())
                    .isEqualTo(50));
        }
    }

    @Test
    void whoCutsTheEndOffIsToldByBoth() throws Exception {
        fixture.forgetAllFrom(25);
        try (Ledger thief = fixture.ledger()) {
            thief.publish();
        }

        assertThat(fixture.findings()).isEmpty();
        assertThat(fixture.findings(vouched.byAnchors())).containsExactly("The anchor " + vouched.anchor(40)
                + " covers 40 entries, but here are only 25: the ledger was cut off, or restored from a backup.");
        assertThat(fixture.findings(vouched.byTheWitness())).singleElement().asString()
                .startsWith("The checkpoint that the witness " + VouchedLedger.WITNESS + " cosigned last covers 40");
    }

    @Test
    void anAlteredEntryIsToldFromARewrittenHistory() throws Exception {
        fixture.tamper(
                "UPDATE ledger.entry SET body = replace(convert_from(body, 'UTF8'), 'REVIEWED', 'NOTIFIED')::bytea"
                        + " WHERE index = 30");

        assertThat(fixture.findings(vouched.byAnchors())).contains("The entries do not have the root of the anchor "
                + vouched.anchor(40) + ", signed at size 40: what was changed lies in entries 20 to 39.");
    }

    @Test
    void whoSignsAgainWithAKeyOfHisOwnIsTold() throws Exception {
        SignerKey his = SignerKey.generate(VerifierKey.Type.LOG, fixture.signer.verifier().name());
        fixture.rewrite("REVIEWED", "NOTIFIED");
        try (Ledger thief = fixture.ledger(Vouching.nobody(), his)) {
            thief.publish();
        }

        assertThat(LedgerFixture.texts(new LedgerAudit(fixture.database, his.verifier(), fixture.openings,
                new Elsewhere(vouched.byAnchors(), List.of())).run())).containsExactly(
                        resigned(20), resigned(40));
    }

    private String resigned(int size) {
        return "The anchor " + vouched.anchor(size)
                + " is signed in the ledger's name by another key than this gateway's: one of them signed again.";
    }

    @Test
    void aCosignatureOfNobodyIsTold() throws Exception {
        fixture.tamper("UPDATE ledger.cosignature SET line = (SELECT line FROM ledger.cosignature WHERE size = 20)"
                + " WHERE size = 40");

        assertThat(fixture.findings(vouched.byTheWitness())).containsExactly(
                "The cosignature of " + VouchedLedger.WITNESS + " that is stored for size 40 does not verify.");
    }

    @Test
    void whoDoesNotAnswerIsNotTakenForAYes() throws Exception {
        vouched.stopWitness();
        Files.move(vouched.anchors, home.resolve("unmounted"));

        assertThat(fixture.findings(vouched.byBoth())).satisfiesExactlyInAnyOrder(
                witness -> assertThat(witness).startsWith(
                        "The witness " + VouchedLedger.WITNESS + " cannot be asked what it cosigned last"),
                anchors -> assertThat(anchors).startsWith("The anchors in " + vouched.anchors + " cannot be read"));
    }
}
