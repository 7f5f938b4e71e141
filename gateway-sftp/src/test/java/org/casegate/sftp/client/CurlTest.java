// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.casegate.sftp.client.Desk.CASE;
import static org.casegate.sftp.client.Desk.REFUSAL;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway met by curl, which in Debian 12 brings an old libssh2. It does not look at the answer to CLOSE, but at that
/// to RENAME.
class CurlTest {
    @TempDir
    static Path folder;

    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.with(folder, "curl");
        // not every build of curl can do SFTP
        assumeThat(desk.run("curl", "-V").out()).as("curl speaks SFTP").contains(" sftp ");
    }

    @AfterAll
    static void shut() throws IOException {
        if (desk != null) {
            desk.close();
        }
    }

    @Test
    @DisplayName("lesson 5: uploads that make their directories, a listing, the receipt at once")
    void puts() throws Exception {
        Desk.Ran manifest = curl("--ftp-create-dirs", "-T", "manifest.yaml", url("put/manifest.yaml"));
        assertThat(manifest.status()).as(manifest.err()).isZero();
        assertThat(curl(url("put/STATUS.txt")).out()).contains("chronology.txt");

        Desk.Ran part = curl("--ftp-create-dirs", "-T", "chronology.txt", url("put/chronology.txt"));

        assertThat(part.status()).as(part.err()).isZero();
        assertThat(curl(url("put/RECEIPT.txt")).out()).startsWith("ACCEPTED");
        assertThat(curl(url("put/")).out()).containsPattern("--w------- .* 29 .* chronology.txt")
                .contains("receipt.json");
    }

    @Test
    @DisplayName("lesson 3: killed in mid-upload, -C - goes on where the gateway stands")
    void continuesAfterACut() throws Exception {
        String pack = desk.packWithManifest("cut");
        desk.cut(pack + "/chronology.txt",
                command("--limit-rate", "1M", "-T", "long.txt", url("cut/chronology.txt")));

        Desk.Ran ran = curl("-C", "-", "-T", "long.txt", url("cut/chronology.txt"));

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.size(pack + "/chronology.txt")).isEqualTo(Desk.LONG);
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 1: a temporary name, renamed into place by -Q")
    void renamesIntoPlace() throws Exception {
        String pack = desk.packWithManifest("renamed");

        Desk.Ran ran = curl("-T", "chronology.txt", url("renamed/chronology.txt.part"), "-Q",
                rename("renamed", "chronology.txt"));

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    void uploadsInParallel() throws Exception {
        desk.packFolder("many", "manifest.yaml", "a.txt", "b.txt", "c.txt");
        desk.pack("parallel");

        Desk.Ran ran = curl("--parallel", "-T", "many/{manifest.yaml,a.txt,b.txt,c.txt}", url("parallel/"));

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.receipt(CASE + "/parallel")).startsWith("ACCEPTED").contains("Part 3 of 3");
    }

    @Test
    @DisplayName("lesson 23: a refused pack is exit 0 and silence by plain upload, and exit 21 by the recipe with -rename")
    void failsAtTheRename() throws Exception {
        String mute = desk.packWithPart("mute");
        String pack = desk.packWithPart("refused");

        Desk.Ran plain = curl("-T", "refused.yaml", url("mute/manifest.yaml"));
        Desk.Ran ran = curl("-T", "refused.yaml", url("refused/manifest.yaml.part"), "-Q",
                rename("refused", "manifest.yaml"));

        assertThat(plain.status()).as(plain.err()).isZero();
        assertThat(desk.receipt(mute)).startsWith("REFUSED");
        assertThat(ran.status()).isEqualTo(21);
        assertThat(ran.err()).contains("rename command failed");
        assertThat(curl(url("refused/RECEIPT.txt")).out()).startsWith("REFUSED").contains(REFUSAL);
        assertThat(desk.receipt(pack)).startsWith("REFUSED");
    }

    @Test
    @DisplayName("B09: a held pack is exit 0, by the recipe too; the receipt says it")
    void takesAHeldPack() throws Exception {
        String pack = desk.packWithManifest("held");

        Desk.Ran ran = curl("-T", "crowd.txt", url("held/chronology.txt.part"), "-Q",
                rename("held", "chronology.txt"));

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.receipt(pack)).contains("HELD  10:00");
    }

    private static String url(String path) {
        return "sftp://" + Desk.ACCOUNT + "@127.0.0.1:" + desk.port() + CASE + "/" + path;
    }

    private static String rename(String pack, String name) {
        return "-rename " + CASE + "/" + pack + "/" + name + ".part " + CASE + "/" + pack + "/" + name;
    }

    private static Desk.Ran curl(String... arguments) throws Exception {
        return desk.run(command(arguments));
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("curl", "-q", "-sS", "--max-time", "60", "--key", desk.key().toString(), "--pubkey", ""));
        command.addAll(List.of(arguments));
        return command;
    }
}
