// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.sftp.client.Desk.CASE;
import static org.casegate.sftp.client.Desk.REFUSAL;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway met by lftp. It runs OpenSSH's client underneath and prints the text of a status.
class LftpTest {
    @TempDir
    static Path folder;

    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.with(folder, "lftp", "ssh");
    }

    @AfterAll
    static void shut() throws IOException {
        if (desk != null) {
            desk.close();
        }
    }

    @Test
    @DisplayName("lesson 5: put with the manifest first, ls and stat before and after, the receipt at once")
    void puts() throws Exception {
        Desk.Ran ran = lftp(
                "mkdir put; cd put; put manifest.yaml; ls; cat STATUS.txt; put chronology.txt; cls -l --size"
                        + " chronology.txt; ls; cat RECEIPT.txt");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).containsPattern("--w------- .* 1123 .* manifest.yaml")
                .containsPattern("--w------- .* 29 .* chronology.txt").contains("STATUS.txt", "ACCEPTED  10:00");
    }

    @Test
    @DisplayName("lesson 5: times and modes after the decision do no harm: mirror -R sends a folder and then SETSTATs")
    void mirrorsInParallel() throws Exception {
        desk.packFolder("many", "manifest.yaml", "a.txt", "b.txt", "c.txt", "d.txt");

        Desk.Ran ran = lftp("mirror -R --parallel=4 many mirrored");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.receipt(CASE + "/mirrored")).startsWith("ACCEPTED").contains("Part 4 of 4");
    }

    @Test
    @DisplayName("lesson 3: killed in mid-upload, put -c goes on where the gateway stands")
    void continuesAfterACut() throws Exception {
        String pack = desk.packWithManifest("cut");
        desk.cut(pack + "/chronology.txt",
                command("set net:limit-rate 0:1000000; cd cut; put long.txt -o chronology.txt"));

        Desk.Ran ran = lftp("cd cut; put -c long.txt -o chronology.txt");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.size(pack + "/chronology.txt")).isEqualTo(Desk.LONG);
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 1: a temporary name, renamed into place")
    void renamesIntoPlace() throws Exception {
        String pack = desk.packWithManifest("renamed");

        Desk.Ran ran = lftp(
                "set xfer:use-temp-file yes; set xfer:temp-file-name *.part; cd renamed; put chronology.txt");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 23: a refused pack: the sentence on standard error, exit 1; sent again it is the same attempt")
    void showsARefusal() throws Exception {
        String pack = desk.packWithPart("refused");

        Desk.Ran ran = lftp("cd refused; put refused.yaml -o manifest.yaml");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("Access failed: " + REFUSAL);
        assertThat(desk.receipt(pack)).startsWith("REFUSED");
        long entries = desk.entries();
        assertThat(lftp("cd refused; put refused.yaml -o manifest.yaml").err()).contains(REFUSAL);
        assertThat(desk.entries()).isEqualTo(entries);
    }

    @Test
    @DisplayName("B09: a held pack is exit 0 and silence; the receipt says it")
    void takesAHeldPack() throws Exception {
        String pack = desk.packWithManifest("held");

        Desk.Ran ran = lftp("cd held; put crowd.txt -o chronology.txt; cat RECEIPT.txt");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("Nobody can see it yet.");
        assertThat(desk.receipt(pack)).contains("HELD  10:00");
    }

    private static Desk.Ran lftp(String commands) throws Exception {
        return desk.run(command(commands));
    }

    private static List<String> command(String commands) {
        String connect = "ssh -a -x " + String.join(" ", desk.sshOptions());
        return List.of("lftp", "--norc", "-c",
                "set sftp:connect-program \"" + connect
                        + "\"; set net:max-retries 1; set cmd:fail-exit yes; open sftp://"
                        + Desk.ACCOUNT + ":@127.0.0.1:" + desk.port() + CASE + "; " + commands);
    }
}
