// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.bucket.LockedBucket;
import org.casegate.policy.bucket.SmallStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchorBucketTest implements AnchorsContract {
    @TempDir
    Path folder;
    private SmallStore store;

    @BeforeEach
    void open() throws Exception {
        store = new SmallStore();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Anchors anchors() throws Exception {
        return Anchors.in(new LockedBucket(store.address(folder, Duration.ofDays(365)), () -> TestClock.START));
    }

    @Test
    @DisplayName("OB-020: a history that was rewritten and signed again with the right key is convicted by its anchors in a bucket, also where newer versions were put over them")
    void convictsARewrittenHistory() throws Exception {
        Vouching vouching = new Vouching(List.of(), Optional.empty(),
                List.of(new Vouching.Place(anchors(), Optional.empty(), 10, Duration.ofHours(1))));
        try (LedgerFixture fixture = new LedgerFixture()) {
            try (Ledger ledger = fixture.ledger(vouching);
                    Anchoring anchoring = Anchoring.of(fixture.database, ledger, vouching, fixture.clock)) {
                fixture.append(ledger, 19);
                ledger.publish();
                anchoring.run();
                anchoring.run();
            }
            List<Anchors.Anchor> kept = anchors().of(fixture.signer.verifier().name());
            assertThat(kept).extracting(Anchors.Anchor::size).containsExactly(20L);
            assertThat(fixture.findings(vouching)).isEmpty();

            fixture.rewrite("REVIEWED", "REFUSED");
            String name = kept.getFirst().name();
            store.putOver(name.substring(name.lastIndexOf('/') + 1),
                    "something else".getBytes(UTF_8));

            assertThat(fixture.findings(vouching)).singleElement().asString()
                    .startsWith("What is here is whole in itself, but another history than that of the anchor " + name);
            try (Ledger rewritten = fixture.ledger(vouching)) {
                assertThatThrownBy(rewritten::publish).isInstanceOf(LedgerUnavailable.class)
                        .hasMessageContaining("history was rewritten");
            }
        }
    }

    @Test
    @DisplayName("a bucket that does not answer is no empty one: nothing is signed, and verification says so")
    void aBucketThatIsGoneIsNoEmptyOne() throws Exception {
        Vouching vouching = new Vouching(List.of(), Optional.empty(),
                List.of(new Vouching.Place(anchors(), Optional.empty(), 10, Duration.ofHours(1))));
        store.close();
        try (LedgerFixture fixture = new LedgerFixture(); Ledger ledger = fixture.ledger(vouching)) {
            assertThatThrownBy(ledger::publish).hasMessageContaining("cannot be compared with them; nothing is signed");
            assertThat(fixture.findings(vouching)).anySatisfy(
                    finding -> assertThat(finding).contains("cannot be read, so nothing was compared with them"));
        }
    }
}
