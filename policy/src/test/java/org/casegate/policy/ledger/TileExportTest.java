// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.casegate.crypto.tlog.LedgerFinding;
import org.casegate.crypto.verify.TileDirectory;
import org.casegate.crypto.verify.TilesVerification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("OB-020: the ledger as a directory that anybody can verify")
class TileExportTest {
    @TempDir
    private Path folder;
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

    private TileExport.Exported export() throws Exception {
        return new TileExport(ledger).write("os:anna", folder);
    }

    private List<String> verify() throws IOException {
        return new TilesVerification(new TileDirectory(folder), ledger.verifier(), List.of(), List.of()).run()
                .findings()
                .stream().map(LedgerFinding::text).toList();
    }

    private Map<String, String> files() throws IOException {
        try (var paths = Files.walk(folder)) {
            Map<String, String> files = new TreeMap<>();
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), new String(Files.readAllBytes(file), UTF_8));
            }
            files.remove(".lock");
            return files;
        }
    }

    @Test
    void writesTheLayoutToTheLetter() throws Exception {
        fixture.append(ledger, 298);

        assertThat(export()).isEqualTo(new TileExport.Exported(0, 300));
        assertThat(files()).containsOnlyKeys("checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1",
                "tile/entries/000", "tile/entries/001.p/44");
        assertThat(files().get("checkpoint")).isEqualTo(ledger.published().orElseThrow().note().toString());
        assertThat(verify()).isEmpty();
    }

    @Test
    void recordsWhoTookTheLedgerAway() throws Exception {
        export();

        assertThat(files().get("tile/entries/000.p/2")).contains("\"actor\":\"os:anna\"", "\"kind\":\"QUERIED\"",
                "\"facts\":{\"export\":\"tiles\"}");
    }

    @Test
    void extendsWhatIsThereAndTakesAwayOnlyWhatAFullTileReplaces() throws Exception {
        fixture.append(ledger, 198);
        export();
        Map<String, String> first = files();
        fixture.append(ledger, 99);
        assertThat(export()).isEqualTo(new TileExport.Exported(200, 300));

        assertThat(files()).containsOnlyKeys("checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1",
                "tile/entries/000", "tile/entries/001.p/44");
        assertThat(files().get("tile/entries/000")).startsWith(first.get("tile/entries/000.p/200"));
        assertThat(verify()).isEmpty();

        assertThat(export()).isEqualTo(new TileExport.Exported(300, 301));
        assertThat(files()).containsKeys("tile/0/001.p/44", "tile/0/001.p/45");
        assertThat(verify()).isEmpty();
    }

    @Test
    void goesOnAfterItWasInterrupted() throws Exception {
        fixture.append(ledger, 298);
        export();
        Files.delete(folder.resolve("checkpoint"));
        Files.writeString(folder.resolve("tile/0/000"), "half");

        assertThat(export().before()).isZero();
        assertThat(verify()).isEmpty();
    }

    @Test
    void refusesToGoOnWithAnotherHistory() throws Exception {
        fixture.append(ledger, 10);
        export();
        Map<String, String> before = files();
        ledger.close();
        fixture.rewrite("REVIEWED", "NOTIFIED");
        ledger = fixture.ledger();

        assertThatThrownBy(this::export).isInstanceOf(ExportRefused.class)
                .hasMessageContaining("another history, signed at size 12");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void refusesToGoOnWhereTheLedgerHasBecomeShorter() throws Exception {
        fixture.append(ledger, 10);
        export();
        ledger.close();
        fixture.forgetAllFrom(5);
        ledger = fixture.ledger();

        assertThatThrownBy(this::export).isInstanceOf(ExportRefused.class)
                .hasMessageContaining("lie 12 signed entries, but the ledger has only 6");
    }

    @Test
    void refusesTheDirectoryOfAnotherLedgerAndOneInWhichAnotherExportWrites() throws Exception {
        try (LedgerFixture other = new LedgerFixture(); Ledger foreign = other.ledger()) {
            new TileExport(foreign).write("os:anna", folder);
        }
        assertThatThrownBy(this::export).isInstanceOf(ExportRefused.class).hasMessageContaining("another ledger");

        try (FileChannel channel = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            assertThatThrownBy(this::export).isInstanceOf(ExportRefused.class).hasMessageContaining("Another export");
        }
    }

    @Test
    void writesNoCheckpointOverTilesThatDoNotHaveItsRoot() throws Exception {
        fixture.append(ledger, 298);
        ledger.publish();
        fixture.tamper("UPDATE ledger.subtree SET hash = sha256(hash)");

        assertThatThrownBy(this::export).isInstanceOf(ExportRefused.class)
                .hasMessageContaining("do not have the root that was signed");
        assertThat(files()).doesNotContainKey("checkpoint");
    }
}
