// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.policy.event.SomeEvents;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
    private LedgerFixture fixture;
    private Ledger ledger;

    @BeforeEach
    void start() throws IOException, LedgerUnavailable {
        fixture = new LedgerFixture();
        ledger = fixture.ledger();
    }

    @AfterEach
    void close() {
        ledger.close();
        fixture.close();
    }

    private void append() throws Exception {
        ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none());
    }

    @Test
    void signsTheRootOfTheEntries() throws Exception {
        append();
        SignedCheckpoint signed = ledger.publish();

        assertThat(signed.checkpoint().origin()).isEqualTo("gateway.example/ledger");
        assertThat(signed.checkpoint().size()).isEqualTo(2);
        assertThat(signed.checkpoint().root()).isEqualTo(fixture.audit().root());
        assertThat(SignedCheckpoint.parse(signed.note().toString(), ledger.verifier()).checkpoint())
                .isEqualTo(signed.checkpoint());
        assertThat(ledger.published().orElseThrow().checkpoint()).isEqualTo(signed.checkpoint());
        assertThat(ledger.publish()).isSameAs(signed);
    }

    @Test
    void publishesByItselfWhenTheLedgerHasGrown() throws Exception {
        append();
        try (var _ = Ledger.start(fixture.database, fixture.clock, fixture.signer)) {
            LedgerFixture.await(() -> ledger.published().map(signed -> signed.checkpoint().size() == 2).orElse(false));
        }
        fixture.assertVerifies();
    }

    @Test
    void twoNodesSignTheSame() throws Exception {
        append();
        try (Database pool = TestDatabase.again(fixture.database);
                Ledger other = Ledger.start(pool, fixture.clock, fixture.signer)) {
            assertThat(other.publish().note().toString()).isEqualTo(ledger.publish().note().toString());
            append();
            assertThat(other.publish().checkpoint()).isEqualTo(ledger.publish().checkpoint());
        }
        fixture.assertVerifies();
    }

    @Test
    void neverSignsAHeadThatTheEntriesDoNotHave() throws Exception {
        append();
        ledger.publish();
        append();
        fixture.tamper("UPDATE ledger.head SET peaks = sha256(peaks) || sha256('x')");

        assertThatThrownBy(ledger::publish).isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("nothing is signed");
    }

    @Test
    void neverSignsAfterARestartWhatDoesNotExtendWhatWasSigned() throws Exception {
        append();
        append();
        ledger.publish();
        ledger.close();
        fixture.tamper("DELETE FROM ledger.entry WHERE index > 0",
                "UPDATE ledger.head SET size = 1, peaks = e.leaf_hash, prev = e.leaf_hash, at = e.at FROM ledger.entry e WHERE e.index = 0");

        try (Ledger again = fixture.ledger()) {
            again.append(Draft.of(SomeEvents.noticeRetried()), StateChange.none());
            assertThatThrownBy(again::publish).hasMessageContaining("Entries below 3 are missing");
            again.append(Draft.of(SomeEvents.reviewed()), StateChange.none());
            assertThatThrownBy(again::publish).hasMessageContaining("do not have the root signed at size 3");
        }
        assertThat(fixture.findings()).contains("The entries do not have the root of the checkpoint signed at size 3:"
                + " what was changed lies in entries 0 to 2.");
    }
}
