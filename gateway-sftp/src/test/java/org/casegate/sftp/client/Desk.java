// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.casegate.sftp.server.RealIntake;

/// A sender's desk: packs to send, a program to send them with, and the gateway with its whole intake at the other end.
/// Beside the program a second connection of the same account looks at what has become of it.
final class Desk implements AutoCloseable {
    static final String ACCOUNT = RealIntake.ACCOUNT;
    static final String CASE = RealIntake.CASE;
    /// What a refused sender is to read.
    static final String REFUSAL = "This upload was refused because British Transport Police is not an agency named in the"
            + " Staffordshire agreement.";
    /// Octets of the long part.
    static final int LONG = 3_000_000;

    /// So that a busy machine changes no answer.
    private static final Duration NO_HURRY = Duration.ofMinutes(5);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path folder;
    private final RealIntake gateway;
    private final SftpClient eye;

    /// How a program ended, and what the person saw.
    record Ran(int status, String out, String err) {}

    /// Makes one where the programs are; elsewhere the tests are skipped, and say so.
    static Desk with(Path folder, String... programs) throws Exception {
        return with(folder, NO_HURRY, programs);
    }

    /// @param answerWithin a judgement that takes longer is answered as pending
    static Desk with(Path folder, Duration answerWithin, String... programs) throws Exception {
        for (String program : programs) {
            assumeThat(find(program)).as("%s is installed (ops/test-clients installs it)", program).isTrue();
        }
        return new Desk(folder, answerWithin);
    }

    private Desk(Path folder, Duration answerWithin) throws Exception {
        this.folder = folder;
        gateway = new RealIntake(folder, settings -> settings.withOldLibssh2(true), answerWithin);
        eye = gateway.sftp();
        Path ssh = Files.createDirectory(folder.resolve(".ssh"));
        Files.writeString(ssh.resolve("known_hosts"), gateway.server().hostKeys().knownHosts("127.0.0.1", port()));
        write("manifest.yaml", RealIntake.text("manifest.yaml"));
        write("refused.yaml", RealIntake.text("manifest.yaml").replace("agency: staffordshire-county-council",
                "agency: british-transport-police"));
        write("chronology.txt", "2026-05-01 a report was made\n");
        write("crowd.txt", "999 000 0018 and 999 000 0026\n");
        write("long.txt", "2026-05-01 a report was made\n".repeat(LONG / 29 + 1).substring(0, LONG));
    }

    /// A file on the desk.
    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /// A folder with a manifest of these parts, and the parts: a pack for programs that send folders.
    ///
    /// @param manifest a file on the desk
    Path packFolder(String name, String manifest, String... parts) throws IOException {
        String text = Files.readString(folder.resolve(manifest));
        StringBuilder listed = new StringBuilder(text.substring(0, text.indexOf("  - { file:")));
        for (String part : parts) {
            listed.append("  - { file: ").append(part).append(", nature: FACT, retention_class: case-pack }\n");
            write(name + "/" + part, "2026-05-01 a report was made\n".repeat(10_000));
        }
        return write(name + "/manifest.yaml", listed.toString()).getParent();
    }

    Path folder() {
        return folder;
    }

    Path key() {
        return gateway.userKey();
    }

    int port() {
        return gateway.server().port();
    }

    Path knownHosts() {
        return folder.resolve(".ssh/known_hosts");
    }

    /// The fingerprint of the gateway's Ed25519 key, as people compare it.
    String hostKeyFingerprint() throws IOException, NoSuchAlgorithmException {
        String line = Files.readString(knownHosts()).lines().filter(each -> each.contains("ssh-ed25519")).findFirst()
                .orElseThrow();
        byte[] key = Base64.getDecoder().decode(line.split(" ", -1)[2]);
        return "SHA256:" + Base64.getEncoder().withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
    }

    /// From now on each judgement takes so much longer.
    void stretchJudgements(Duration longer) {
        gateway.stretchJudgements(longer);
    }

    long entries() {
        return gateway.entries();
    }

    /// OpenSSH's options, with which it looks at nothing of this machine.
    List<String> sshOptions() {
        return List.of("-F", "none", "-i", key().toString(), "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none",
                "-o", "UserKnownHostsFile=" + knownHosts(), "-o", "StrictHostKeyChecking=yes", "-o", "BatchMode=yes");
    }

    /// A connection more of the same account.
    SftpClient connect() throws IOException {
        return gateway.sftp();
    }

    /// Makes a pack's directory by the second connection.
    String pack(String name) throws IOException {
        eye.mkdir(CASE + "/" + name);
        return CASE + "/" + name;
    }

    /// The same, with the manifest in it.
    String packWithManifest(String name) throws IOException {
        String pack = pack(name);
        put(pack + "/manifest.yaml", Files.readAllBytes(folder.resolve("manifest.yaml")));
        return pack;
    }

    /// The same, with the part in it and no manifest.
    String packWithPart(String name) throws IOException {
        String pack = pack(name);
        put(pack + "/chronology.txt", Files.readAllBytes(folder.resolve("chronology.txt")));
        return pack;
    }

    String receipt(String pack) throws IOException {
        try (InputStream text = eye.read(pack + "/RECEIPT.txt")) {
            return new String(text.readAllBytes(), UTF_8);
        }
    }

    List<String> names(String directory) throws IOException {
        List<String> names = new ArrayList<>();
        eye.readDir(directory).forEach(entry -> names.add(entry.getFilename()));
        return names;
    }

    /// Octets that have arrived of a file; 0 if it is not there.
    long size(String file) {
        try {
            return eye.stat(file).getSize();
        } catch (IOException nothing) {
            return 0;
        }
    }

    /// Runs a program to its end. It has nothing to read, and this desk as its home.
    Ran run(List<String> command) throws Exception {
        return end(start(command));
    }

    Ran run(String... command) throws Exception {
        return run(List.of(command));
    }

    /// Starts a program and kills it when some of `file` has arrived, but not all. Returns when the gateway knows that the
    /// connection is gone.
    void cut(String file, List<String> command) throws Exception {
        Running running = start(command);
        await(() -> size(file) > 0 || !running.process.isAlive());
        running.process.descendants().forEach(ProcessHandle::destroyForcibly);
        running.process.destroyForcibly();
        Ran ran = end(running);
        await(() -> isAtRest(file));
        assertThat(size(file)).as(ran.err()).isPositive().isLessThan(LONG);
        assertThat(names(file.substring(0, file.lastIndexOf('/')))).doesNotContain("RECEIPT.txt");
    }

    /// The same without a program: what a cut connection leaves behind, for programs that cannot be slowed down.
    void cutAfter(String file, int octets) throws Exception {
        ClientSession session = gateway.session();
        SftpClient cut = SftpClientFactory.instance().createSftpClient(session);
        SftpClient.CloseableHandle handle = cut.open(file, List.of(OpenMode.Write, OpenMode.Create));
        byte[] all = Files.readAllBytes(folder.resolve("long.txt"));
        for (int at = 0; at < octets; at += 20_000) {
            cut.write(handle, at, all, at, Math.min(20_000, octets - at));
        }
        session.close(true);
        await(() -> isAtRest(file));
    }

    /// Waits until no connection sends this file any more.
    void awaitRest(String file) throws Exception {
        await(() -> isAtRest(file));
    }

    /// Waits for the decision, where the program did not.
    void awaitReceipt(String pack) throws Exception {
        await(() -> size(pack + "/RECEIPT.txt") > 0);
    }

    private static void await(Condition condition) throws Exception {
        long last = System.nanoTime() + PATIENCE;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(last);
            LockSupport.parkNanos(POLL);
        }
    }

    /// What is awaited.
    private interface Condition {
        boolean holds() throws Exception;
    }

    /// Whether a program is installed.
    static boolean find(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1)).map(place -> Path.of(place).resolve(program))
                .anyMatch(Files::isExecutable);
    }

    @Override
    public void close() throws IOException {
        eye.close();
        gateway.close();
    }

    private record Running(Process process, Path out, Path err) {}

    private Running start(List<String> command) throws IOException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("SSH_AUTH_SOCK");
        Process process = builder.start();
        process.getOutputStream().close();
        return new Running(process, out, err);
    }

    private static Ran end(Running running) throws Exception {
        if (!running.process.waitFor(60, TimeUnit.SECONDS)) {
            running.process.destroyForcibly().waitFor();
        }
        return new Ran(running.process.exitValue(), Files.readString(running.out), Files.readString(running.err));
    }

    private void put(String file, byte[] octets) throws IOException {
        try (SftpClient.CloseableHandle handle = eye.open(file, List.of(OpenMode.Write, OpenMode.Create,
                OpenMode.Truncate))) {
            eye.write(handle, 0, octets);
        }
    }

    // opened and closed without a write: refused as empty if the upload is at rest, as taken if it is not
    private boolean isAtRest(String file) throws IOException {
        try (SftpClient probe = connect()) {
            probe.open(file, List.of(OpenMode.Write)).close();
            return true;
        } catch (IOException refused) {
            return String.valueOf(refused.getMessage()).contains("Nothing was written");
        }
    }
}
