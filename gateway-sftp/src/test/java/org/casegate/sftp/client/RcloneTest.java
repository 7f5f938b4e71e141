// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.client;

import static org.assertj.core.api.Assertions.assertThat;
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

/// The gateway met by rclone, with the settings of `ops/docs/clients.md`. It prints the text of a status of kind FAILURE.
class RcloneTest {
    @TempDir
    static Path folder;

    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.with(folder, "rclone");
    }

    @AfterAll
    static void shut() throws IOException {
        if (desk != null) {
            desk.close();
        }
    }

    @Test
    @DisplayName("lesson 5: copy of a folder, four files at once, SETSTAT after each CLOSE; listing, sizes and receipt")
    void copiesAFolderInParallel() throws Exception {
        desk.packFolder("many", "manifest.yaml", "a.txt", "b.txt", "c.txt", "d.txt");

        Desk.Ran ran = rclone("copy", "--transfers", "4", "many", "cg:" + CASE + "/copied");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(desk.receipt(CASE + "/copied")).startsWith("ACCEPTED").contains("Part 4 of 4");
        assertThat(rclone("lsl", "cg:" + CASE + "/copied").out()).containsPattern(" 290000 .* a.txt")
                .contains("RECEIPT.txt", "manifest.yaml");
        assertThat(rclone("cat", "cg:" + CASE + "/copied/RECEIPT.txt").out()).startsWith("ACCEPTED");
        Desk.Ran check = rclone("check", "--size-only", "--one-way", "many", "cg:" + CASE + "/copied");
        assertThat(check.status()).as(check.err()).isZero();
    }

    @Test
    void putsTheManifestFirst() throws Exception {
        Desk.Ran manifest = rclone("copyto", "manifest.yaml", "cg:" + CASE + "/put/manifest.yaml");
        assertThat(manifest.status()).as(manifest.err()).isZero();
        assertThat(rclone("cat", "cg:" + CASE + "/put/STATUS.txt").out()).contains("chronology.txt");

        Desk.Ran part = rclone("copyto", "chronology.txt", "cg:" + CASE + "/put/chronology.txt");

        assertThat(part.status()).as(part.err()).isZero();
        assertThat(desk.receipt(CASE + "/put")).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 3: killed in mid-upload, nothing is judged; rclone does not resume, the same copy sends all of it again")
    void beginsAgainAfterACut() throws Exception {
        String pack = desk.packWithManifest("cut");
        String to = "cg:" + pack + "/chronology.txt";
        desk.cut(pack + "/chronology.txt", command("--bwlimit", "1M", "copyto", "long.txt", to));

        Desk.Ran ran = rclone("copyto", "long.txt", to);

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.size(pack + "/chronology.txt")).isEqualTo(Desk.LONG);
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 1: a temporary name, moved into place")
    void renamesIntoPlace() throws Exception {
        String pack = desk.packWithManifest("renamed");
        Desk.Ran put = rclone("copyto", "chronology.txt", "cg:" + pack + "/chronology.txt.partial");
        assertThat(put.status()).as(put.err()).isZero();
        assertThat(desk.names(pack)).doesNotContain("RECEIPT.txt");

        Desk.Ran ran = rclone("moveto", "cg:" + pack + "/chronology.txt.partial", "cg:" + pack + "/chronology.txt");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 23: a refused pack: the sentence, exit 1; three tries are one attempt and one entry")
    void showsARefusal() throws Exception {
        String pack = desk.packWithPart("refused");

        Desk.Ran ran = rclone("copyto", "refused.yaml", "cg:" + pack + "/manifest.yaml");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains(REFUSAL);
        assertThat(desk.receipt(pack)).startsWith("REFUSED").containsPattern("Attempt +1\n");
        long entries = desk.entries();
        Desk.Ran thrice = rclone("--retries", "3", "copyto", "refused.yaml", "cg:" + pack + "/manifest.yaml");
        assertThat(thrice.status()).isNotZero();
        assertThat(thrice.err()).contains(REFUSAL, "Attempt 3/3 failed");
        assertThat(desk.entries()).isEqualTo(entries);
        assertThat(desk.receipt(pack)).containsPattern("Attempt +1\n");
    }

    @Test
    @DisplayName("B09: a held pack is exit 0 and silence; the receipt says it")
    void takesAHeldPack() throws Exception {
        String pack = desk.packWithManifest("held");

        Desk.Ran ran = rclone("copyto", "crowd.txt", "cg:" + pack + "/chronology.txt");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.receipt(pack)).contains("HELD  10:00", "Nobody can see it yet.");
    }

    private static Desk.Ran rclone(String... arguments) throws Exception {
        return desk.run(command(arguments));
    }

    private static List<String> command(String... arguments) throws IOException {
        Path config = desk.write("rclone.conf", """
                [cg]
                type = sftp
                host = 127.0.0.1
                port = %d
                user = %s
                key_file = %s
                known_hosts_file = %s
                shell_type = none
                md5sum_command = none
                sha1sum_command = none
                """.formatted(desk.port(), Desk.ACCOUNT, desk.key(), desk.knownHosts()));
        List<String> command = new ArrayList<>(List.of("rclone", "--config", config.toString(), "--retries", "1"));
        command.addAll(List.of(arguments));
        return command;
    }
}
