// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.sshd.common.SshConstants.SSH_MSG_GLOBAL_REQUEST;
import static org.apache.sshd.common.SshConstants.SSH_MSG_REQUEST_FAILURE;
import static org.apache.sshd.common.SshConstants.SSH_MSG_REQUEST_SUCCESS;
import static org.apache.sshd.common.SshConstants.SSH_MSG_USERAUTH_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.casegate.sftp.account.KeyFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway's host keys, and how they change without a warning to anybody who has been here.
class HostKeyTest {
    private static final String ALIAS = "gateway.example";

    @TempDir
    Path directory;

    @Test
    @DisplayName("OpenSSH learns the keys that it did not know, the next ones, and forgets the old ones after the change")
    void changesWithoutAWarning() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/sftp")), "OpenSSH is here");
        Path hosts = directory.resolve("known_hosts");
        HostKeys first = HostKeys.open(keys());
        String ed25519 = first.knownHosts(ALIAS, 22).lines().findFirst().orElseThrow();
        Files.writeString(hosts, ed25519 + "\n");

        try (Door door = new Door(directory)) {
            assertThat(sftp(door, hosts)).isZero();
        }
        assertThat(known(hosts)).as("RSA is new to it").containsExactlyInAnyOrderElementsOf(lines(first));

        HostKeys prepared = HostKeys.makeNext(keys());
        assertThat(prepared.fingerprints()).isEqualTo(first.fingerprints());
        assertThat(prepared.nextFingerprints()).hasSize(2).doesNotContainAnyElementsOf(first.fingerprints());
        try (Door door = new Door(directory)) {
            assertThat(sftp(door, hosts)).isZero();
        }
        assertThat(known(hosts)).hasSize(4);

        HostKeys changed = HostKeys.change(keys());
        assertThat(changed.fingerprints()).isEqualTo(prepared.nextFingerprints());
        assertThat(changed.nextFingerprints()).isEmpty();
        try (Door door = new Door(directory)) {
            assertThat(sftp(door, hosts)).as("no warning").isZero();
            assertThat(known(hosts)).containsExactlyInAnyOrderElementsOf(lines(changed));

            Path stranger = Files.writeString(directory.resolve("who_was_never_here"), ed25519 + "\n");
            assertThat(sftp(door, stranger)).as("as it must be").isEqualTo(255);
        }
    }

    @Test
    @DisplayName("V13: a gateway that runs tells the next keys and changes to them without a new start; a session that is open keeps its own through new exchanges")
    void changesWhileItRuns() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/sftp")), "OpenSSH is here");
        Path hosts = directory.resolve("known_hosts");
        try (Door door = new Door(directory); ClientSession before = door.signIn()) {
            Files.writeString(hosts, door.server().hostKeys().knownHosts(ALIAS, 22));
            PublicKey its = before.getServerKey();

            HostKeys prepared = HostKeys.makeNext(keys());
            assertThat(sftp(door, hosts)).isZero();
            assertThat(known(hosts)).hasSize(4);

            HostKeys changed = HostKeys.change(keys());
            assertThat(sftp(door, hosts)).as("no warning").isZero();
            assertThat(known(hosts)).containsExactlyInAnyOrderElementsOf(lines(changed));
            assertThat(door.server().hostKeys().fingerprints()).isEqualTo(prepared.nextFingerprints());

            before.reExchangeKeys().verify(Duration.ofSeconds(20));
            assertThat(before.getServerKey()).isEqualTo(its);
            assertThat(SftpClientFactory.instance().createSftpClient(before).canonicalPath(".")).isEqualTo("/");
        }
    }

    @Test
    @DisplayName("V13: files that do not read, or are gone, do not put out the keys before them, and none are made")
    void keepsTheKeysBefore() throws Exception {
        try (Door door = new Door(directory)) {
            List<String> before = door.server().hostKeys().fingerprints();
            Path ed25519 = keys().resolve("ssh_host_ed25519_key");
            byte[] good = Files.readAllBytes(ed25519);

            Files.write(ed25519, Arrays.copyOf(good, 40));
            door.signIn().close(true);
            assertThat(door.server().hostKeys().fingerprints()).isEqualTo(before);

            Files.delete(ed25519);
            door.signIn().close(true);
            assertThat(door.server().hostKeys().fingerprints()).isEqualTo(before);
            assertThat(ed25519).doesNotExist();
        }
    }

    @Test
    @DisplayName("OpenSSH that recognised us by RSA with SHA-256 is given its proofs in SHA-256")
    void provesAsItIsRecognised() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/sftp")), "OpenSSH is here");
        HostKeys.makeNext(keys());
        String rsa = HostKeys.open(keys()).knownHosts(ALIAS, 22).lines().skip(1).findFirst().orElseThrow();
        try (Door door = new Door(directory)) {
            for (String algorithm : List.of("rsa-sha2-256", "rsa-sha2-512")) {
                Path hosts = Files.writeString(directory.resolve(algorithm), rsa + "\n");
                assertThat(sftp(door, hosts, "-o", "HostKeyAlgorithms=" + algorithm)).isZero();
                assertThat(known(hosts)).as(algorithm).hasSizeGreaterThanOrEqualTo(2).contains(rsa);
            }
        }
    }

    @Test
    @DisplayName("V13: nothing is proved before somebody has signed in, nor a key that is not ours, nor one twice over")
    void provesItsOwnKeysOnly() throws Exception {
        try (Door door = new Door(directory); RawClient client = new RawClient(door.port())) {
            byte[] strangers = blob(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
            byte[] ours = blob(KeyFile.read(keys().resolve("ssh_host_ed25519_key")));
            assertThat(client.prove(Door.ACCOUNT, door.accounts().own()).next()).isEqualTo(SSH_MSG_USERAUTH_SUCCESS);

            assertThat(prove(client, strangers)).isEqualTo(SSH_MSG_REQUEST_FAILURE);
            assertThat(prove(client, ours, strangers)).isEqualTo(SSH_MSG_REQUEST_FAILURE);
            assertThat(prove(client, ours, ours, ours)).isEqualTo(SSH_MSG_REQUEST_FAILURE);
            assertThat(prove(client, ours, ours)).isEqualTo(SSH_MSG_REQUEST_SUCCESS);
        }
    }

    @Test
    @DisplayName("V13: a host key that is too short, or another kind's, stops the start with a sentence that names its file")
    void wantsStrongKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        Files.createDirectory(keys());
        KeyFile.write(keys().resolve("ssh_host_rsa_key"), generator.generateKeyPair(), "short");
        assertThatThrownBy(() -> new Door(directory)).isInstanceOf(IOException.class)
                .hasMessageContaining("ssh_host_rsa_key holds no RSA key of 3072 bits or more");

        generator.initialize(3072);
        KeyFile.write(keys().resolve("ssh_host_ed25519_key"), generator.generateKeyPair(), "another kind");
        assertThatThrownBy(() -> new Door(directory)).hasMessageContaining("ssh_host_ed25519_key holds no Ed25519 key");
    }

    @Test
    @DisplayName("next keys are made once, changed to once, and a stop in mid-change leaves every key at its place or the next")
    void changesOnceOnly() throws Exception {
        HostKeys first = HostKeys.open(keys());
        assertThatThrownBy(() -> HostKeys.change(keys())).hasMessageContaining("There are no next host keys");
        HostKeys prepared = HostKeys.makeNext(keys());
        assertThatThrownBy(() -> HostKeys.makeNext(keys())).hasMessageContaining("there already");

        Files.move(keys().resolve("ssh_host_ed25519_key.next"), keys().resolve("ssh_host_ed25519_key"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(HostKeys.open(keys()).fingerprints()).containsExactly(prepared.nextFingerprints().getFirst(),
                first.fingerprints().getLast());
        assertThat(HostKeys.change(keys()).fingerprints()).isEqualTo(prepared.nextFingerprints());
    }

    private Path keys() {
        return directory.resolve("host-keys");
    }

    private static List<String> lines(HostKeys keys) {
        return keys.knownHosts(ALIAS, 22).lines().toList();
    }

    private static List<String> known(Path hosts) throws IOException {
        return Files.readAllLines(hosts).stream().filter(line -> !line.isBlank()).toList();
    }

    private static int prove(RawClient client, byte[]... blobs) throws Exception {
        return client.send(SSH_MSG_GLOBAL_REQUEST, packet -> {
            packet.putString("hostkeys-prove-00@openssh.com");
            packet.putBoolean(true);
            for (byte[] blob : blobs) {
                packet.putBytes(blob);
            }
        }).next();
    }

    private static byte[] blob(KeyPair key) {
        ByteArrayBuffer blob = new ByteArrayBuffer();
        blob.putRawPublicKey(key.getPublic());
        return blob.getCompactData();
    }

    private int sftp(Door door, Path hosts, String... more) throws Exception {
        Path batch = Files.writeString(directory.resolve("batch"), "pwd\n");
        List<String> command = new ArrayList<>(List.of("sftp", "-F", "none", "-P", Integer.toString(door.port()), "-i",
                door.userKey().toString(), "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o",
                "UserKnownHostsFile=" + hosts, "-o", "GlobalKnownHostsFile=/dev/null", "-o", "HostKeyAlias=" + ALIAS,
                "-o", "StrictHostKeyChecking=yes", "-o", "UpdateHostKeys=yes", "-o", "BatchMode=yes", "-b",
                batch.toString()));
        command.addAll(List.of(more));
        command.add(Door.ACCOUNT + "@127.0.0.1");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(out).isTrue();
        return process.exitValue();
    }
}
