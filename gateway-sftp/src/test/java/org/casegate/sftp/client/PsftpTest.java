// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.client;

import static org.assertj.core.api.Assertions.assertThat;
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

/// The gateway met by PuTTY's psftp. It prints that a request failed, never why.
class PsftpTest {
    @TempDir
    static Path folder;

    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.with(folder, "psftp", "puttygen");
        desk.write("nothing", "");
        Desk.Ran made = desk.run("puttygen", desk.key().toString(), "-O", "private", "--new-passphrase", "nothing",
                "-o",
                "key.ppk");
        assertThat(made.status()).as(made.err()).isZero();
    }

    @AfterAll
    static void shut() throws IOException {
        if (desk != null) {
            desk.close();
        }
    }

    @Test
    @DisplayName("lesson 5: put with the manifest first, ls before and after, the receipt at once")
    void puts() throws Exception {
        Desk.Ran ran = psftp("mkdir put", "cd put", "put manifest.yaml", "ls", "get STATUS.txt", "put chronology.txt",
                "ls", "get RECEIPT.txt");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).containsPattern("--w------- .* 1123 .* manifest.yaml")
                .containsPattern("--w------- .* 29 .* chronology.txt").contains("STATUS.txt");
        assertThat(Files.readString(folder.resolve("RECEIPT.txt"))).startsWith("ACCEPTED");
        assertThat(folder.resolve("STATUS.txt")).content().contains("chronology.txt");
    }

    @Test
    void sendsAFolder() throws Exception {
        desk.packFolder("many", "manifest.yaml", "a.txt", "b.txt", "c.txt");

        Desk.Ran ran = psftp("put -r many");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.receipt(CASE + "/many")).startsWith("ACCEPTED").contains("Part 3 of 3");
    }

    @Test
    @DisplayName("lesson 3: after a cut, reput goes on where the gateway stands")
    void continuesAfterACut() throws Exception {
        String pack = desk.packWithManifest("cut");
        desk.cutAfter(pack + "/chronology.txt", 1_000_000);

        Desk.Ran ran = psftp("cd cut", "reput long.txt chronology.txt");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.size(pack + "/chronology.txt")).isEqualTo(Desk.LONG);
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 1: a temporary name, renamed into place")
    void renamesIntoPlace() throws Exception {
        String pack = desk.packWithManifest("renamed");

        Desk.Ran ran = psftp("cd renamed", "put long.txt chronology.txt.part", "mv chronology.txt.part chronology.txt");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 23: a refused pack, by put and by mv: the failure without its reason, exit 2, the receipt says why")
    void showsARefusal() throws Exception {
        String put = desk.packWithPart("refused");
        String renamed = desk.packWithPart("refused-by-mv");

        Desk.Ran ran = psftp("cd refused", "put refused.yaml manifest.yaml");
        Desk.Ran move = psftp("cd refused-by-mv", "put refused.yaml manifest.yaml.part",
                "mv manifest.yaml.part manifest.yaml");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out() + ran.err()).contains("error while closing: failure");
        assertThat(desk.receipt(put)).startsWith("REFUSED").contains(REFUSAL);
        assertThat(move.status()).isEqualTo(2);
        assertThat(move.out() + move.err()).contains("failure");
        assertThat(desk.receipt(renamed)).startsWith("REFUSED");
    }

    @Test
    @DisplayName("B09: a held pack is exit 0 and silence; the receipt says it")
    void takesAHeldPack() throws Exception {
        String pack = desk.packWithManifest("held");

        Desk.Ran ran = psftp("cd held", "put crowd.txt chronology.txt", "ls");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.receipt(pack)).contains("HELD  10:00");
    }

    @Test
    @DisplayName("pscp does not look at the answer to CLOSE: a refusal is exit 0 and silence, which is why it is not for sending")
    void isTheOneToUseInsteadOfPscp() throws Exception {
        String pack = desk.packWithPart("pscp");

        List<String> command = new ArrayList<>(List.of("pscp", "-sftp"));
        command.addAll(options());
        command.addAll(List.of("refused.yaml", Desk.ACCOUNT + "@127.0.0.1:" + pack + "/manifest.yaml"));
        Desk.Ran ran = desk.run(command);

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).doesNotContain("refused because");
        assertThat(desk.receipt(pack)).startsWith("REFUSED");
    }

    private static Desk.Ran psftp(String... commands) throws Exception {
        Path batch = Files.createTempFile(folder, "batch", "");
        Files.writeString(batch, "cd " + CASE + "\n" + String.join("\n", commands) + "\n");
        List<String> command = new ArrayList<>(List.of("psftp"));
        command.addAll(options());
        command.addAll(List.of("-b", batch.toString(), Desk.ACCOUNT + "@127.0.0.1"));
        return desk.run(command);
    }

    private static List<String> options() throws Exception {
        return List.of("-batch", "-P", Integer.toString(desk.port()), "-i", folder.resolve("key.ppk").toString(),
                "-hostkey", desk.hostKeyFingerprint());
    }
}
