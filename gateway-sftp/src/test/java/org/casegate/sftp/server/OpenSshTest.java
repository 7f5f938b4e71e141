// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.casegate.sftp.tree.MemoryTree.CASE;
import static org.casegate.sftp.tree.MemoryTree.REFUSAL;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.casegate.sftp.account.UserKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway met by the machine's own OpenSSH.
class OpenSshTest {
    @TempDir
    static Path directory;

    private static Door door;
    private static byte[] part;

    /// How a program ended and what the person saw.
    private record Ended(int status, String out, String err) {}

    @BeforeAll
    static void open() throws IOException {
        assumeThat(Stream.of("sftp", "scp", "ssh", "ssh-keygen").allMatch(OpenSshTest::isInstalled))
                .as("OpenSSH is here")
                .isTrue();
        door = new Door(directory);
        Files.writeString(directory.resolve("known_hosts"),
                door.server().hostKeys().knownHosts("127.0.0.1", door.port()));
        part = new byte[5_000_000];
        new Random(7).nextBytes(part);
        Files.write(directory.resolve("report.pdf"), part);
        Files.writeString(directory.resolve("accepted.yaml"), "report.pdf\n");
        Files.writeString(directory.resolve("refused.yaml"), "report.pdf\nrefuse\n");
        Files.writeString(directory.resolve("held.yaml"), "hold\n");
    }

    @AfterAll
    static void shut() throws IOException {
        if (door != null) {
            door.close();
        }
    }

    @Test
    @DisplayName("lesson 5: put, put -p, ls, and the answer on the terminal")
    void acceptsAPack() throws Exception {
        Ended ended = sftp("mkdir " + CASE + "/accepted", "cd " + CASE + "/accepted", "put -p report.pdf",
                "put accepted.yaml manifest.yaml", "ls -l", "chmod 600 report.pdf",
                "ls -l " + CASE + "/accepted/report.pdf");

        assertThat(ended.err()).contains("Accepted: 1 recipient may collect it.\n");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).containsPattern("--w------- .* 5000000 .* report.pdf")
                .containsPattern("--w------- .* 11 .* manifest.yaml");
        assertThat(door.tree().committed("accepted", "report.pdf").orElseThrow()).isEqualTo(part);
    }

    @Test
    @DisplayName("lesson 23: a refused pack: exit 1, one clean line on standard error, nothing in the status text needed")
    void showsARefusal() throws Exception {
        Ended ended = sftp("mkdir " + CASE + "/refused", "put refused.yaml " + CASE + "/refused/manifest.yaml",
                "put report.pdf " + CASE + "/refused/report.pdf");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains(REFUSAL + "\n").contains("Failure");
    }

    @Test
    @DisplayName("HELD is success with a line on standard error, cleaned of what a terminal would obey")
    void showsThatAPackIsHeld() throws Exception {
        Ended ended = sftp("mkdir " + CASE + "/held", "put held.yaml " + CASE + "/held/manifest.yaml");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.err())
                .contains("Held: nobody can see it yet.  [31mDo not send it again. The convener decides.\n");
    }

    @Test
    @DisplayName("lesson 1: a temporary name, renamed into place by posix-rename, is judged at the rename")
    void judgesARename() throws Exception {
        Ended ended = sftp("mkdir " + CASE + "/renamed", "cd " + CASE + "/renamed", "put refused.yaml manifest.yaml",
                "put report.pdf report.pdf.filepart", "rename report.pdf.filepart report.pdf");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains(REFUSAL);
        assertThat(door.tree().committed("renamed", "report.pdf")).isPresent();
    }

    @Test
    @DisplayName("put -f forces to disk; reput continues where a cut ended")
    void continuesACutUpload() throws Exception {
        Ended begun = sftp("mkdir " + CASE + "/continued", "put -f report.pdf " + CASE + "/continued/whole.pdf");
        assertThat(begun.status()).as(begun.err()).isZero();
        try (var session = door.signIn();
                var sftp = org.apache.sshd.sftp.client.SftpClientFactory.instance().createSftpClient(session)) {
            var handle = sftp.open(CASE + "/continued/report.pdf",
                    java.util.EnumSet.of(org.apache.sshd.sftp.client.SftpClient.OpenMode.Write,
                            org.apache.sshd.sftp.client.SftpClient.OpenMode.Create));
            for (int at = 0; at < 2_000_000; at += 20_000) {
                sftp.write(handle, at, part, at, 20_000);
            }
            session.close(true);
        }
        SftpServerTest.await(() -> door.tree().atRest("continued"));

        Ended ended = sftp("reput report.pdf " + CASE + "/continued/report.pdf");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(door.tree().committed("continued", "report.pdf").orElseThrow()).isEqualTo(part);
    }

    @Test
    void readsTheReadmeAndNothingElse() throws Exception {
        Ended readme = sftp("get /README.txt " + directory.resolve("fetched.txt"));
        assertThat(readme.status()).as(readme.err()).isZero();
        assertThat(Files.readString(directory.resolve("fetched.txt"))).startsWith("Make a directory");

        sftp("mkdir " + CASE + "/back", "put report.pdf " + CASE + "/back/report.pdf");
        Ended back = sftp("get " + CASE + "/back/report.pdf " + directory.resolve("back.pdf"));
        assertThat(back.status()).isEqualTo(1);
        assertThat(back.err()).contains("Permission denied");
    }

    @Test
    @DisplayName("V7: no path leads out of the tree")
    void staysInTheTree() throws Exception {
        List<String> batch = new ArrayList<>();
        for (String path : List.of("/etc/passwd", "../../../etc/passwd", "/README.txt/../../etc/passwd",
                CASE + "/../../../../etc/passwd", "%2e%2e/etc/passwd", "..\\..\\etc\\passwd")) {
            batch.add("-get \"" + path + "\" " + directory.resolve("loot"));
        }
        batch.add("ln -s /etc/passwd " + CASE + "/x");
        Ended ended = sftp(batch.toArray(String[]::new));
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("\"/etc/passwd\" not found", "remote symlink");
        assertThat(directory.resolve("loot")).doesNotExist();
        assertThat(sftp("cd ../../..", "pwd").out()).contains("Remote working directory: /\n");
    }

    @Test
    @DisplayName("exec, shell and the old scp protocol are refused; scp over SFTP works")
    void refusesCommands() throws Exception {
        assertThat(run(ssh("ssh", "-p", List.of("id"))).status()).isNotZero();
        assertThat(run(ssh("ssh", "-p", List.of())).status()).isNotZero();

        sftp("mkdir " + CASE + "/copied");
        List<String> old = new ArrayList<>(options("scp", "-P"));
        old.addAll(List.of("-O", "report.pdf", Door.ACCOUNT + "@127.0.0.1:" + CASE + "/copied/old.pdf"));
        assertThat(run(old).status()).isEqualTo(1);
        List<String> present = new ArrayList<>(options("scp", "-P"));
        present.addAll(List.of("-p", "report.pdf", Door.ACCOUNT + "@127.0.0.1:" + CASE + "/copied/new.pdf"));
        Ended copied = run(present);
        assertThat(copied.status()).as(copied.err()).isZero();
        assertThat(door.tree().committed("copied", "new.pdf").orElseThrow()).isEqualTo(part);
    }

    @Test
    void refusesAWrongKey() throws Exception {
        Path stranger = directory.resolve("stranger");
        UserKeys.make(stranger, "stranger");

        Ended ended = sftp(stranger, "ls /");

        assertThat(ended.status()).isEqualTo(255);
        assertThat(ended.err()).contains("Permission denied (publickey)");
    }

    @Test
    @DisplayName("a key that the gateway made is one that ssh-keygen reads")
    void writesKeysThatOpenSshReads() throws Exception {
        Ended ended = run(List.of("ssh-keygen", "-y", "-f", door.userKey().toString()));

        assertThat(ended.out().strip()).isEqualTo(UserKeys.line(door.userKey(), Door.ACCOUNT));
    }

    @Test
    @DisplayName("lesson 13: keys exchanged anew in mid-upload change nothing")
    void survivesNewKeys() throws Exception {
        List<String> command = new ArrayList<>(options("sftp", "-P"));
        command.addAll(List.of("-o", "RekeyLimit=1M", "-b", batch("mkdir " + CASE + "/rekeyed",
                "put report.pdf " + CASE + "/rekeyed/report.pdf"), Door.ACCOUNT + "@127.0.0.1"));

        Ended ended = run(command);

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(door.tree().committed("rekeyed", "report.pdf").orElseThrow()).isEqualTo(part);
    }

    private static Ended sftp(String... commands) throws Exception {
        return sftp(door.userKey(), commands);
    }

    private static Ended sftp(Path key, String... commands) throws Exception {
        List<String> command = new ArrayList<>(options("sftp", "-P", key));
        command.addAll(List.of("-b", batch(commands), Door.ACCOUNT + "@127.0.0.1"));
        return run(command);
    }

    private static String batch(String... commands) throws IOException {
        Path batch = Files.createTempFile(directory, "batch", "");
        Files.write(batch, List.of(commands));
        return batch.toString();
    }

    private static List<String> ssh(String program, String port, List<String> command) {
        List<String> all = new ArrayList<>(options(program, port));
        all.add(Door.ACCOUNT + "@127.0.0.1");
        all.addAll(command);
        return all;
    }

    private static List<String> options(String program, String port) {
        return options(program, port, door.userKey());
    }

    private static List<String> options(String program, String port, Path key) {
        return List.of(program, "-F", "none", port, Integer.toString(door.port()), "-i", key.toString(), "-o",
                "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o",
                "UserKnownHostsFile=" + directory.resolve("known_hosts"), "-o", "StrictHostKeyChecking=yes", "-o",
                "BatchMode=yes");
    }

    private static Ended run(List<String> command) throws Exception {
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
        return new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1)).map(place -> Path.of(place, program))
                .anyMatch(Files::isExecutable);
    }
}
