// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.casegate.sftp.client.Desk.CASE;
import static org.casegate.sftp.client.Desk.REFUSAL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway met by sshfs: cp, mv and ls on a mounted folder. Nobody waits for the answer to CLOSE.
class SshfsTest {
    @TempDir
    static Path folder;

    private static Desk desk;
    private static boolean mounted;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.with(folder, "sshfs", "fusermount3", "ssh");
        Files.createDirectory(folder.resolve("gateway"));
        List<String> command = new ArrayList<>(
                List.of("sshfs", Desk.ACCOUNT + "@127.0.0.1:" + CASE, "gateway", "-p", Integer.toString(desk.port())));
        command.addAll(desk.sshOptions());
        command.replaceAll(each -> each.equals("-i") ? "-o" : each);
        command.replaceAll(each -> each.equals(desk.key().toString()) ? "IdentityFile=" + each : each);
        Desk.Ran ran = desk.run(command);
        // containers often may not mount
        assumeThat(ran.status()).as("this machine may mount by FUSE: %s", ran.err()).isZero();
        mounted = true;
    }

    @AfterAll
    static void shut() throws Exception {
        if (mounted) {
            desk.run("fusermount3", "-u", "-z", "gateway");
        }
        if (desk != null) {
            desk.close();
        }
    }

    @Test
    @DisplayName("lesson 5: cp -p with the manifest first, ls and stat before and after, the receipt at once")
    void copies() throws Exception {
        Desk.Ran ran = shell("mkdir gateway/put", "cp -p manifest.yaml gateway/put/", "cat gateway/put/STATUS.txt",
                "cp -p chronology.txt gateway/put/", "stat -c %s gateway/put/chronology.txt", "ls gateway/put",
                "cat gateway/put/RECEIPT.txt");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("Waiting for", "29\n", "receipt.json", "ACCEPTED  10:00");
    }

    @Test
    void copiesAFolderInParallel() throws Exception {
        desk.packFolder("many", "manifest.yaml", "a.txt", "b.txt", "c.txt", "d.txt");

        Desk.Ran ran = shell("mkdir gateway/parallel", "for f in many/*; do cp $f gateway/parallel/ & done", "wait",
                "ls -l gateway/parallel");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).containsPattern(" 290000 .* d.txt");
        assertThat(desk.receipt(CASE + "/parallel")).startsWith("ACCEPTED").contains("Part 4 of 4");
    }

    @Test
    @DisplayName("lesson 1: a temporary name, renamed into place by mv")
    void renamesIntoPlace() throws Exception {
        String pack = desk.packWithManifest("renamed");

        Desk.Ran ran = shell("cp long.txt gateway/renamed/chronology.txt.part",
                "mv gateway/renamed/chronology.txt.part gateway/renamed/chronology.txt");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.size(pack + "/chronology.txt")).isEqualTo(Desk.LONG);
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 3: after a cut, dd with an offset goes on where the gateway stands")
    void continuesAfterACut() throws Exception {
        String pack = desk.packWithManifest("cut");
        desk.cutAfter(pack + "/chronology.txt", 1_000_000);

        Desk.Ran ran = shell("there=$(stat -c %s gateway/cut/chronology.txt)",
                "dd if=long.txt of=gateway/cut/chronology.txt bs=64k iflag=skip_bytes oflag=seek_bytes skip=$there"
                        + " seek=$there conv=notrunc status=none");

        assertThat(ran.status()).as(ran.err()).isZero();
        desk.awaitReceipt(pack);
        assertThat(desk.size(pack + "/chronology.txt")).isEqualTo(Desk.LONG);
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 3: what is appended to a file that was closed comes behind what stands there, and replaces nothing")
    void appends() throws Exception {
        String pack = desk.packWithManifest("appended");

        Desk.Ran ran = shell("cp chronology.txt gateway/appended/chronology.txt.part",
                "cat long.txt >> gateway/appended/chronology.txt.part",
                "touch gateway/appended/chronology.txt.part",
                "mv gateway/appended/chronology.txt.part gateway/appended/chronology.txt",
                "cat chronology.txt long.txt | wc -c");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out().strip()).isEqualTo(String.valueOf(desk.size(pack + "/chronology.txt")));
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 23: a refused pack is exit 0 and silence by cp, and an error and exit 1 by the recipe with mv")
    void failsAtTheRename() throws Exception {
        String mute = desk.packWithPart("mute");
        String pack = desk.packWithPart("refused");

        Desk.Ran plain = shell("cp refused.yaml gateway/mute/manifest.yaml");
        Desk.Ran ran = shell("cp refused.yaml gateway/refused/manifest.yaml.part",
                "mv gateway/refused/manifest.yaml.part gateway/refused/manifest.yaml");

        assertThat(plain.status()).as(plain.err()).isZero();
        desk.awaitReceipt(mute);
        assertThat(desk.receipt(mute)).startsWith("REFUSED");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("mv: ");
        assertThat(desk.receipt(pack)).startsWith("REFUSED").contains(REFUSAL);
    }

    @Test
    @DisplayName("B09: a held pack is exit 0 and silence, by the recipe too; the receipt says it")
    void takesAHeldPack() throws Exception {
        String pack = desk.packWithManifest("held");

        Desk.Ran ran = shell("cp crowd.txt gateway/held/chronology.txt.part",
                "mv gateway/held/chronology.txt.part gateway/held/chronology.txt", "cat gateway/held/RECEIPT.txt");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("Nobody can see it yet.");
        assertThat(desk.receipt(pack)).contains("HELD  10:00");
    }

    private static Desk.Ran shell(String... lines) throws Exception {
        return desk.run("/bin/sh", "-c", String.join("\n", lines));
    }
}
