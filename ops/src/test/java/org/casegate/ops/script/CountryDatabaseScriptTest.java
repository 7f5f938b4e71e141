// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script that puts a country database in its place; from a file here, for there is no network in a test.
class CountryDatabaseScriptTest {
    private static final Path SCRIPT = Path.of("country-database").toAbsolutePath();
    private static final String DATABASE = "tree and data\u0000\u00ab\u00cd\u00efMaxMind.com metadata";

    @TempDir
    Path folder;

    @Test
    @DisplayName("OB-114: unpacks what came, puts it in place readable for the gateway, and leaves nothing beside it")
    void unpacks() throws Exception {
        Path packed = folder.resolve("packed.mmdb.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(DATABASE.getBytes(StandardCharsets.ISO_8859_1));
        }
        Path file = Files.createDirectory(folder.resolve("site")).resolve("countries.mmdb");

        Ran ran = run(file.toString(), packed.toUri().toString().replace("file:/", "file:///"));

        assertThat(ran.status()).as(ran.said()).isZero();
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).isEqualTo(DATABASE);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
        try (var beside = Files.list(file.getParent())) {
            assertThat(beside).containsExactly(file);
        }
    }

    @Test
    @DisplayName("OB-114: what is no MMDB file, or came by an unsafe way, leaves the one that was there")
    void keepsTheFormer() throws Exception {
        Path file = Files.writeString(folder.resolve("countries.mmdb"), "the former");
        Path page = Files.writeString(folder.resolve("page.html"), "<html>not today</html>");

        Ran wrong = run(file.toString(), "file://" + page);
        Ran unsafe = run(file.toString(), "http://127.0.0.1/countries.mmdb");

        assertThat(wrong).isEqualTo(new Ran(1, "country-database: what came is not an MMDB file; " + file
                + " stays as it was\n"));
        assertThat(unsafe.status()).isNotZero();
        assertThat(unsafe.said()).contains("is neither https://... nor file:///...");
        assertThat(file).hasContent("the former");
    }

    private record Ran(int status, String said) {}

    private Ran run(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        line.addAll(List.of(arguments));
        Process script = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(script.waitFor(), said);
    }
}
