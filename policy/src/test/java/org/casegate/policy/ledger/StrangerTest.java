// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.crypto.verify.LogFiles.altered;
import static org.casegate.crypto.verify.LogFiles.relinked;
import static org.casegate.crypto.verify.LogFiles.sign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.casegate.crypto.tlog.EntryBundle;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.crypto.verify.LogFiles;
import org.casegate.crypto.verify.Stranger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a gateway exports is given to a verifier that we did not write: as it is, and after each attack.
@DisplayName("OB-020: a verifier written from the document alone, in Python")
class StrangerTest {
    @TempDir
    private static Path home;
    private static LedgerFixture fixture;
    private static LogFiles exported;
    /// Of it, from a time before.
    private static Path kept;
    private static List<byte[]> history;

    private LogFiles log;
    private List<byte[]> entries;

    @BeforeAll
    static void export() throws Exception {
        fixture = new LedgerFixture();
        Path directory = home.resolve("ledger");
        try (Ledger ledger = fixture.ledger()) {
            fixture.accept(ledger, "SSCB-RR-2026-014");
            fixture.append(ledger, 397);
            new TileExport(ledger).write("os:anna", directory);
            kept = Files.copy(directory.resolve("checkpoint"), home.resolve("kept.checkpoint"));
            fixture.append(ledger, 199);
            new TileExport(ledger).write("os:anna", directory);
        }
        exported = LogFiles.in(directory);
        exported.remove(".lock");
        history = new ArrayList<>();
        for (int bundle = 0; bundle < 3; bundle++) {
            history.addAll(EntryBundle.parse(exported.read(TilePath.in(600, TilePath.ENTRIES, bundle).orElseThrow())));
        }
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @BeforeEach
    void copy() {
        log = new LogFiles();
        exported.files().forEach(log::put);
        entries = new ArrayList<>(history);
    }

    private List<String> verify(Path... checkpoints) throws IOException, InterruptedException {
        Path directory = log.write(Files.createTempDirectory(home, "attacked"));
        Stranger.Said said = Stranger.verify(directory, fixture.signer.verifier(),
                List.of(checkpoints).stream().map(Path::toString).toArray(String[]::new));
        assertThat(said.status()).isEqualTo(said.findings().isEmpty() ? 0 : 1);
        return said.findings();
    }

    private void rewriteFrom(int index) {
        entries.set(index, altered(entries.get(index)));
        List<byte[]> mended = relinked(entries);
        entries.clear();
        entries.addAll(mended);
        log.entries(entries);
        log.tiles(entries);
    }

    @Test
    void acceptsWhatWasExported() throws Exception {
        assertThat(history).hasSize(600);
        assertThat(verify(kept)).isEmpty();
    }

    @Test
    void acceptsTheFirstPart() throws Exception {
        log.entries(history.subList(0, 400));
        log.tiles(history.subList(0, 400));
        log.checkpoint(sign(history, 400, fixture.signer));

        assertThat(verify(kept)).isEmpty();
    }

    @Test
    void rejectsAnAlteredEntry() throws Exception {
        entries.set(300, altered(entries.get(300)));
        log.entries(entries);
        assertThat(verify()).containsExactly("TILE: entry 300 does not have the leaf hash in its tile",
                "PREV: entry 301 does not follow entry 300",
                "TILE: tile/1/000.p/2 does not have the hashes of what lies"
                        + " below it",
                "ROOT: at size 600 the entries do not have the root of the directory's checkpoint; entries up to 0 agree"
                        + " with a signed one");

        log.tiles(entries);
        assertThat(verify()).contains("PREV: entry 301 does not follow entry 300").hasSize(2);
    }

    @Test
    void rejectsALogFromWhichAnEntryWasRemoved() throws Exception {
        entries.remove(300);
        log.entries(entries);
        log.tiles(entries);

        assertThat(verify()).contains("INDEX: entry 300 says that it is entry 301",
                "PREV: entry 300 does not follow entry 299", "TRUNCATED: entries 512 to 599 are missing");
    }

    @Test
    void rejectsALogIntoWhichAnEntryWasInserted() throws Exception {
        entries.add(300, LogFiles.entry(300, Hash.leaf(entries.get(299)), "nobody"));
        log.entries(entries);
        log.tiles(entries);

        assertThat(verify()).contains("INDEX: entry 301 says that it is entry 300",
                "PREV: entry 301 does not follow entry 300", "TRUNCATED: entries 512 to 599 are missing");
    }

    @Test
    void rejectsEntriesInAnotherOrder() throws Exception {
        Collections.swap(entries, 300, 301);
        log.entries(entries);
        log.tiles(entries);

        assertThat(verify()).contains("INDEX: entry 300 says that it is entry 301",
                "INDEX: entry 301 says that it is entry 300", "PREV: entry 302 does not follow entry 301");
    }

    @Test
    void rejectsALogThatWasCutOff() throws Exception {
        log.entries(entries.subList(0, 350));
        log.tiles(entries.subList(0, 350));
        assertThat(verify()).contains("TRUNCATED: entries 256 to 599 are missing");

        log.checkpoint(sign(history, 350, fixture.signer)); // with a signature that is right
        assertThat(verify()).isEmpty();
        assertThat(verify(kept)).containsExactly("TRUNCATED: " + kept + " covers 400 entries, which are not all here");
    }

    @Test
    void rejectsARewrittenLogThatWasSignedAgainWithAnotherKey() throws Exception {
        rewriteFrom(300);
        log.checkpoint(sign(entries, 600,
                SignerKey.generate(VerifierKey.Type.LOG, fixture.signer.verifier().name())));

        assertThat(verify(kept)).containsExactly("RESIGNED: the directory's checkpoint is not signed by the log's key",
                "FORKED: at size 400 the entries do not have the root of " + kept
                        + "; entries up to 0 agree with a signed one");
    }

    @Test
    void rejectsAForkSignedWithTheStolenKeyByWhatWasKept() throws Exception {
        rewriteFrom(300);
        log.checkpoint(sign(entries, 600, fixture.signer));

        assertThat(verify()).isEmpty(); // nobody can know
        assertThat(verify(kept)).containsExactly("FORKED: at size 400 the entries do not have the root of " + kept
                + "; entries up to 400 agree with a signed one");
    }

    @Test
    void rejectsAnEntryInAnotherSpelling() throws Exception {
        entries.set(599, new String(entries.get(599), UTF_8).replace(",", ", ").getBytes(UTF_8));
        log.entries(entries);
        log.tiles(entries);
        log.checkpoint(sign(entries, 600, fixture.signer));

        assertThat(verify()).containsExactly("CANONICAL: entry 599 is not canonical JSON");
    }

    @Test
    void rejectsAnAlteredTile() throws Exception {
        log.put(new TilePath(1, 0, 2), new byte[64]);

        assertThat(verify()).containsExactly("TILE: tile/1/000.p/2 does not have the hashes of what lies below it");
    }
}
