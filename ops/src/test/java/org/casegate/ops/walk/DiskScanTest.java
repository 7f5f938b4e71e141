// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskScanTest {
    private static final int BLOCK = 1 << 20;

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 7, BLOCK - 6, BLOCK - 1, BLOCK, 2 * BLOCK - 3, 2 * BLOCK + 50})
    void findsATextWhereverItStandsAlsoBetweenTwoBlocks(int at) throws IOException {
        byte[] content = new byte[at + 2000];
        System.arraycopy("canary!".getBytes(StandardCharsets.UTF_8), 0, content, at, 7);
        Files.write(Files.createDirectories(root.resolve("db/base")).resolve("16384"), content);

        DiskScan scan = DiskScan.of(root, Set.of(), List.of("canary!", "absent"));

        assertThat(scan.found()).containsOnly("`canary!` in db/base/16384").isNotEmpty();
        assertThat(scan.files()).isEqualTo(1);
        assertThat(scan.bytes()).isEqualTo(content.length);
    }

    @Test
    void passesOverWhatHoldsTheTextsRightly() throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("packs")).resolve("chronology.txt"), "canary!");
        Files.writeString(root.resolve("demo.json"), "canary!");
        Files.writeString(Files.createDirectories(root.resolve("log/packs")).resolve("casegate.log"), "quiet");

        DiskScan scan = DiskScan.of(root, Set.of("packs", "demo.json"), List.of("canary!"));

        assertThat(scan.found()).isEmpty();
        assertThat(scan.files()).isEqualTo(1);
    }
}
