// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.sftp.tree.MemoryTree.CASE;
import static org.casegate.sftp.tree.MemoryTree.REFUSAL;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpException;
import org.casegate.sftp.account.KeyFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SftpServerTest {
    @TempDir
    static Path directory;

    private static Door door;

    @BeforeAll
    static void open() throws IOException {
        door = new Door(directory);
    }

    @AfterAll
    static void shut() throws IOException {
        door.close();
    }

    @Test
    void takesAPackFromAnotherImplementationOfSftp() throws IOException {
        byte[] part = new byte[3_000_000];
        new Random(1).nextBytes(part);
        try (SftpClient sftp = sftp()) {
            sftp.mkdir(CASE + "/whole");
            put(sftp, CASE + "/whole/report.pdf", part);
            put(sftp, CASE + "/whole/manifest.yaml", "report.pdf\n".getBytes(StandardCharsets.UTF_8));

            assertThat(sftp.stat(CASE + "/whole/report.pdf").getSize()).isEqualTo(part.length);
            assertThat(sftp.readEntries(CASE + "/whole")).extracting(SftpClient.DirEntry::getFilename)
                    .containsExactlyInAnyOrder("report.pdf", "manifest.yaml");
            sftp.setStat(CASE + "/whole/report.pdf",
                    new SftpClient.Attributes().modifyTime(FileTime.fromMillis(0)).perms(0644));
        }
        assertThat(door.tree().committed("whole", "report.pdf").orElseThrow()).isEqualTo(part);
    }

    @Test
    @DisplayName("lesson 23: the refusal's sentence is the text of the status that answers CLOSE")
    void refusesWithItsSentence() throws IOException {
        try (SftpClient sftp = sftp()) {
            sftp.mkdir(CASE + "/refused");

            assertThatThrownBy(
                    () -> put(sftp, CASE + "/refused/manifest.yaml", "refuse\n".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOfSatisfying(SftpException.class, refused -> {
                        assertThat(refused.getStatus()).isEqualTo(4);
                        assertThat(refused).hasMessageContaining(REFUSAL);
                    });
        }
    }

    @Test
    @DisplayName("lesson 1: upload under a temporary name, rename into place, judged there")
    void judgesARename() throws IOException {
        try (SftpClient sftp = sftp()) {
            sftp.mkdir(CASE + "/renamed");
            put(sftp, CASE + "/renamed/manifest.yaml.filepart", "refuse\n".getBytes(StandardCharsets.UTF_8));

            assertThatThrownBy(
                    () -> sftp.rename(CASE + "/renamed/manifest.yaml.filepart", CASE + "/renamed/manifest.yaml"))
                    .hasMessageContaining(REFUSAL);
        }
    }

    @Test
    void readsItsReadme() throws IOException {
        try (SftpClient sftp = sftp(); InputStream readme = sftp.read("/README.txt")) {
            assertThat(new String(readme.readAllBytes(), StandardCharsets.UTF_8)).startsWith("Make a directory");
            assertThat(sftp.canonicalPath(".")).isEqualTo("/");
        }
    }

    @Test
    @DisplayName("lesson 3: a socket killed after the last WRITE commits nothing; the part can be continued")
    void neverCommitsACutConnection() throws Exception {
        ClientSession session = door.signIn();
        SftpClient sftp = SftpClientFactory.instance().createSftpClient(session);
        sftp.mkdir(CASE + "/cut");
        SftpClient.CloseableHandle handle = sftp.open(CASE + "/cut/report.pdf",
                EnumSet.of(OpenMode.Write, OpenMode.Create));
        sftp.write(handle, 0, new byte[100_000]);

        session.close(true);
        await(() -> door.tree().atRest("cut"));

        assertThat(door.tree().committed("cut", "report.pdf")).isEmpty();
        try (SftpClient again = sftp()) {
            assertThat(again.stat(CASE + "/cut/report.pdf").getSize()).isEqualTo(100_000);
            try (SftpClient.CloseableHandle rest = again.open(CASE + "/cut/report.pdf",
                    EnumSet.of(OpenMode.Write, OpenMode.Append))) {
                again.write(rest, 100_000, new byte[]{1, 2, 3});
            }
        }
        assertThat(door.tree().committed("cut", "report.pdf").orElseThrow()).hasSize(100_003);
    }

    @Test
    @DisplayName("no shell, no command, no terminal, no variables, no other subsystem")
    void knowsNothingButSftp() throws IOException {
        try (ClientSession session = door.signIn()) {
            for (ClientChannel channel : List.of(session.createExecChannel("id"), session.createShellChannel(),
                    session.createSubsystemChannel("netconf"))) {
                if (channel instanceof ChannelExec exec) {
                    exec.setEnv("LD_PRELOAD", "x");
                }
                assertThatThrownBy(() -> {
                    channel.open().verify(Duration.ofSeconds(10));
                    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ofSeconds(10));
                    throw new IOException("closed: " + channel.getExitStatus());
                }).isInstanceOf(IOException.class).hasMessageNotContaining("closed: 0");
                channel.close(true);
            }
        }
    }

    @Test
    @DisplayName("no forwarding, in neither direction")
    void forwardsNothing() throws IOException {
        try (ClientSession session = door.signIn()) {
            assertThatThrownBy(() -> session.startRemotePortForwarding(new SshdSocketAddress("127.0.0.1", 0),
                    new SshdSocketAddress("127.0.0.1", 1))).isInstanceOf(Exception.class);
            assertThatThrownBy(
                    () -> session.createDirectTcpipChannel(null, new SshdSocketAddress("127.0.0.1", door.port()))
                            .open().verify(Duration.ofSeconds(10)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesAWrongKeyAnUnknownAccountAndAPassword() throws Exception {
        var other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var own = KeyFile.read(door.userKey());

        assertThatThrownBy(() -> door.signIn(Door.ACCOUNT, other)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> door.signIn("somebody-else", own)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> {
            try (ClientSession session = door.connect(Door.ACCOUNT)) {
                session.addPasswordIdentity("password");
                session.auth().verify(Duration.ofSeconds(20));
            }
        }).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("user keys are Ed25519 or ECDSA; the register takes no other, and neither does the door")
    void takesEllipticKeysOnly() throws Exception {
        for (String curve : new String[]{"secp256r1", "secp384r1", "secp521r1"}) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new java.security.spec.ECGenParameterSpec(curve));
            var key = generator.generateKeyPair();
            door.accounts().register("ec-" + curve, key);
            door.signIn("ec-" + curve, key).close(true);
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var rsa = generator.generateKeyPair();
        assertThatThrownBy(() -> door.signIn(Door.ACCOUNT, rsa)).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("a key that was withdrawn no longer opens, also not on a server that knew it")
    void forgetsAWithdrawnKey() throws Exception {
        var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        door.accounts().register("withdrawn", key);
        door.signIn("withdrawn", key).close(true);

        door.accounts().withdraw("withdrawn");

        assertThatThrownBy(() -> door.signIn("withdrawn", key)).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("DESIGN 4: a running server leaves the list of security providers alone")
    void registersNoProvider() throws IOException {
        door.signIn().close(true);

        assertThat(Arrays.stream(Security.getProviders()).map(Provider::getName)).doesNotContain("BC", "EdDSA");
    }

    @Test
    @DisplayName("V15: a frame of an impossible length ends its session, and no other")
    void endsTheSessionOfAnImpossibleFrame() throws Exception {
        try (ClientSession session = door.signIn()) {
            ClientChannel raw = session.createSubsystemChannel("sftp");
            raw.open().verify(Duration.ofSeconds(10));
            byte[] impossible = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};
            raw.getInvertedIn().write(impossible);
            raw.getInvertedIn().flush();
            await(() -> !session.isOpen());
        }
        try (SftpClient sftp = sftp()) {
            assertThat(sftp.stat("/").isDirectory()).isTrue();
        }
    }

    @Test
    @DisplayName("V15: more requests waiting than a client can use end its session")
    void boundsTheRequestsThatWait() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        door.tree().holdUntil(latch);
        try (ClientSession session = door.signIn()) {
            ClientChannel raw = session.createSubsystemChannel("sftp");
            raw.open().verify(Duration.ofSeconds(10));
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            frames.writeBytes(new byte[]{0, 0, 0, 5, 1, 0, 0, 0, 3});
            frames.writeBytes(new byte[]{0, 0, 0, 14, 17, 0, 0, 0, 1, 0, 0, 0, 5, '/', 'w', 'a', 'i', 't'});
            for (int i = 0; i < SftpChannel.MOST_WAITING + 100; i++) {
                frames.writeBytes(new byte[]{0, 0, 0, 9, 16, 0, 0, 0, 1, 0, 0, 0, 0});
            }
            raw.getInvertedIn().write(frames.toByteArray());
            raw.getInvertedIn().flush();

            await(() -> !session.isOpen());
        } finally {
            latch.countDown();
        }
    }

    @Test
    void endsChannelsWithTheirSession() throws Exception {
        int before = door.server().channels();
        ClientSession session = door.signIn();
        SftpClientFactory.instance().createSftpClient(session).canonicalPath("/");

        session.close(true);

        await(() -> door.server().channels() <= before);
    }

    static void put(SftpClient sftp, String path, byte[] content) throws IOException {
        try (SftpClient.CloseableHandle handle = sftp.open(path,
                EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate))) {
            for (int at = 0; at < content.length; at += 32_000) {
                sftp.write(handle, at, content, at, Math.min(32_000, content.length - at));
            }
        }
    }

    private static SftpClient sftp() throws IOException {
        return SftpClientFactory.instance().createSftpClient(door.signIn()).singleSessionInstance();
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Object pause = new Object();
        synchronized (pause) {
            while (!condition.getAsBoolean()) {
                assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
                pause.wait(10);
            }
        }
    }
}
