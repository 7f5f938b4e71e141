// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.ledger.Tables.SUBTREE;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.casegate.crypto.tlog.Checkpoint;
import org.casegate.crypto.tlog.EntryBundle;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.NoSuchTile;
import org.casegate.crypto.tlog.Proofs;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.crypto.tlog.TiledTree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C2SP tlog-tiles from the database")
class PublishedTilesTest {
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

    private void append(int entries) throws Exception {
        fixture.append(ledger, entries);
    }

    private List<Hash> leaves() {
        return fixture.database.query().select(ENTRY.LEAF_HASH).from(ENTRY).orderBy(ENTRY.INDEX).fetch(ENTRY.LEAF_HASH)
                .stream().map(Hash::of).toList();
    }

    @Test
    void everyEntryIsProvedFromThem() throws Exception {
        append(599);
        Checkpoint head = ledger.publish().checkpoint();
        List<Hash> leaves = leaves();

        assertThat(new TiledTree(ledger.tiles(), 600).root()).isEqualTo(head.root());
        for (int index : new int[]{0, 255, 256, 511, 512, 599}) {
            assertThat(
                    Proofs.includes(leaves.get(index), index, 600, new TiledTree(ledger.tiles(), 600).inclusion(index),
                            head.root()))
                    .as("entry %d", index).isTrue();
        }
    }

    @Test
    void everyCheckpointIsProvedToExtendTheOnesBefore() throws Exception {
        append(299);
        Checkpoint then = ledger.publish().checkpoint();
        append(300);
        Checkpoint now = ledger.publish().checkpoint();

        assertThat(
                Proofs.extend(300, then.root(), 600, now.root(), new TiledTree(ledger.tiles(), 600).consistency(300)))
                .isTrue();
    }

    @Test
    void showsNothingThatNoCheckpointCovers() throws Exception {
        append(9);
        ledger.publish();
        append(5);

        assertThat(ledger.tiles().read(new TilePath(0, 0, 10))).hasSize(320);
        assertThat(ledger.tiles().read(new TilePath(0, 0, 7))).hasSize(7 * 32);
        assertThat(EntryBundle.parse(ledger.tiles().read(new TilePath(TilePath.ENTRIES, 0, 10)))).hasSize(10);
        for (TilePath beyond : List.of(new TilePath(0, 0, 11), new TilePath(TilePath.ENTRIES, 0, 11),
                new TilePath(0, 1, 1),
                new TilePath(1, 0, 1), new TilePath(7, 0, 1))) {
            assertThatThrownBy(() -> ledger.tiles().read(beyond)).as("%s", beyond).isInstanceOf(NoSuchTile.class);
        }
    }

    @Test
    void anEntryIsProvedOnceACheckpointCoversIt() throws Exception {
        append(9);
        ledger.publish();
        append(1);

        assertThat(ledger.proof(10)).isEmpty();
        Checkpoint head = ledger.publish().checkpoint();
        assertThat(ledger.proof(10).orElseThrow().verify(leaves().get(10), ledger.verifier())).isEqualTo(head);
        assertThat(ledger.proof(11)).isEmpty();
    }

    @Test
    void aBundleIsTheEntriesToTheOctet() throws Exception {
        append(2);
        ledger.publish();
        List<byte[]> bodies = fixture.database.query().select(ENTRY.BODY).from(ENTRY).orderBy(ENTRY.INDEX)
                .fetch(ENTRY.BODY);

        assertThat(EntryBundle.parse(ledger.tiles().read(new TilePath(TilePath.ENTRIES, 0, 3))))
                .containsExactlyElementsOf(bodies);
    }

    @Test
    void aNodeThatStartsLaterStoresNoSubtreeTwiceAndMissesNone() throws Exception {
        append(299);
        ledger.publish();
        ledger.close();
        ledger = fixture.ledger();
        append(300);
        Checkpoint head = ledger.publish().checkpoint();

        assertThat(fixture.database.query().fetchCount(SUBTREE)).isEqualTo(2);
        assertThat(new TiledTree(ledger.tiles(), head.size()).root()).isEqualTo(head.root());
    }

    @Test
    void subtreesThatAnEarlierVersionDidNotStoreAreMadeUpAtTheStart() throws Exception {
        append(299);
        ledger.publish();
        ledger.close();
        fixture.tamper("DELETE FROM ledger.subtree");
        ledger = fixture.ledger();
        append(1);
        ledger.publish();

        assertThat(ledger.tiles().read(new TilePath(1, 0, 1))).hasSize(32);
    }

    @Test
    void readersBesideAWriterSeeTilesOfEveryCheckpointTheySee() throws Exception {
        append(250);
        ledger.publish();
        try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
            var writing = writer.submit(() -> {
                for (int i = 0; i < 20; i++) {
                    append(1);
                    ledger.publish();
                }
                return true;
            });
            do {
                Checkpoint seen = ledger.published().orElseThrow().checkpoint();
                assertThat(new TiledTree(ledger.tiles(), seen.size()).root()).isEqualTo(seen.root());
            } while (!writing.isDone());
            assertThat(writing.get()).isTrue();
        }
    }
}
