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
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway's whole intake met by OpenSSH. It never prints the text of a status, but what comes on standard error.
class SftpAndScpTest {
    @TempDir
    static Path folder;

    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.with(folder, "sftp", "scp");
    }

    @AfterAll
    static void shut() throws IOException {
        if (desk != null) {
            desk.close();
        }
    }

    @Test
    @DisplayName("lesson 5: put with the manifest first says what is awaited; put -p, ls, chmod after the decision, the receipt at once")
    void puts() throws Exception {
        Desk.Ran ran = sftp("mkdir put", "cd put", "put manifest.yaml", "ls -l", "get STATUS.txt",
                "put -p chronology.txt",
                "chmod 600 chronology.txt", "ls -l", "get RECEIPT.txt");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("manifest.yaml was taken. Waiting for ");
        assertThat(ran.out()).containsPattern("--w------- .* 29 .* chronology.txt").contains("STATUS.txt");
        assertThat(Files.readString(folder.resolve("RECEIPT.txt"))).startsWith("ACCEPTED");
    }

    @Test
    void sendsAFolder() throws Exception {
        desk.packFolder("many", "manifest.yaml", "a.txt", "b.txt", "c.txt");

        Desk.Ran ran = sftp("put -R many");
        Desk.Ran copied = scp("-r", "-p", "many", to("copied"));

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.receipt(CASE + "/many")).startsWith("ACCEPTED").contains("Part 3 of 3");
        assertThat(copied.status()).as(copied.err()).isZero();
        assertThat(desk.receipt(CASE + "/copied")).startsWith("ACCEPTED").contains("Part 3 of 3");
    }

    @Test
    @DisplayName("four at once, each a connection of its own")
    void uploadsInParallel() throws Exception {
        desk.packFolder("split", "manifest.yaml", "a.txt", "b.txt", "c.txt");
        String pack = desk.pack("parallel");
        List<Desk.Ran> ended = Collections.synchronizedList(new ArrayList<>());

        List<Thread> threads = new ArrayList<>();
        for (String file : List.of("manifest.yaml", "a.txt", "b.txt", "c.txt")) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    ended.add(scp("split/" + file, to("parallel")));
                } catch (Exception fault) {
                    throw new IllegalStateException(fault);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(ended).hasSize(4).allSatisfy(ran -> assertThat(ran.status()).as(ran.err()).isZero());
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED").contains("Part 3 of 3");
    }

    @Test
    @DisplayName("lesson 3: killed in mid-upload, reput goes on where the gateway stands")
    void continuesAfterACut() throws Exception {
        String pack = desk.packWithManifest("cut");
        desk.cut(pack + "/chronology.txt", command(List.of("-l", "8000"), "put long.txt cut/chronology.txt"));

        Desk.Ran ran = sftp("reput long.txt cut/chronology.txt");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.size(pack + "/chronology.txt")).isEqualTo(Desk.LONG);
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 3: scp does not resume; after a cut it sends all of it again")
    void copiesAgainAfterACut() throws Exception {
        String pack = desk.packWithManifest("scp-cut");
        desk.cutAfter(pack + "/chronology.txt", 1_000_000);

        Desk.Ran ran = scp("long.txt", to("scp-cut/chronology.txt"));

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.size(pack + "/chronology.txt")).isEqualTo(Desk.LONG);
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 1: a temporary name, renamed into place")
    void renamesIntoPlace() throws Exception {
        String pack = desk.packWithManifest("renamed");

        Desk.Ran ran = sftp("cd renamed", "put chronology.txt chronology.txt.part",
                "rename chronology.txt.part chronology.txt");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 23: a refused pack: the sentence once on standard error, exit 1, by sftp -b, by scp and by rename")
    void showsARefusal() throws Exception {
        desk.packWithPart("refused");
        desk.packWithPart("refused-scp");
        desk.packWithPart("refused-rename");

        Desk.Ran put = sftp("put refused.yaml refused/manifest.yaml");
        Desk.Ran copied = scp("refused.yaml", to("refused-scp/manifest.yaml"));
        Desk.Ran renamed = sftp("cd refused-rename", "put refused.yaml manifest.yaml.part",
                "rename manifest.yaml.part manifest.yaml");

        for (Desk.Ran ran : List.of(put, copied, renamed)) {
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.err()).containsOnlyOnce(REFUSAL).contains("Failure");
        }
        for (String pack : List.of("refused", "refused-scp", "refused-rename")) {
            assertThat(desk.receipt(CASE + "/" + pack)).startsWith("REFUSED");
        }
    }

    @Test
    @DisplayName("B09: a held pack is exit 0 with a line on standard error: nobody can see it yet, who decides, do not send it again")
    void showsThatAPackIsHeld() throws Exception {
        String pack = desk.packWithManifest("held");
        desk.packWithManifest("held-scp");

        Desk.Ran put = sftp("put crowd.txt held/chronology.txt");
        Desk.Ran copied = scp("crowd.txt", to("held-scp/chronology.txt"));

        for (Desk.Ran ran : List.of(put, copied)) {
            assertThat(ran.status()).as(ran.err()).isZero();
            assertThat(ran.err()).contains("Nobody can see it yet.", "Do not send it again.");
        }
        assertThat(desk.receipt(pack)).contains("HELD  10:00");
    }

    private static String to(String path) {
        return Desk.ACCOUNT + "@127.0.0.1:" + CASE + "/" + path;
    }

    private static Desk.Ran sftp(String... commands) throws Exception {
        return desk.run(command(List.of(), commands));
    }

    private static List<String> command(List<String> more, String... commands) throws IOException {
        Path batch = Files.createTempFile(folder, "batch", "");
        Files.writeString(batch, "cd " + CASE + "\n" + String.join("\n", commands) + "\n");
        List<String> command = new ArrayList<>(List.of("sftp", "-P", Integer.toString(desk.port())));
        command.addAll(more);
        command.addAll(desk.sshOptions());
        command.addAll(List.of("-b", batch.toString(), Desk.ACCOUNT + "@127.0.0.1"));
        return command;
    }

    private static Desk.Ran scp(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("scp", "-s", "-P", Integer.toString(desk.port())));
        command.addAll(desk.sshOptions());
        command.addAll(List.of(arguments));
        return desk.run(command);
    }
}
