// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.sftp.server.SftpServerTest.await;
import static org.casegate.sftp.tree.MemoryTree.CASE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.sshd.client.channel.ChannelSubsystem;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    @TempDir
    Path directory;

    @Test
    @DisplayName("V15, lesson 16: connections that do not sign in are capped for each address, and lets go of those that left")
    void capsConnectionsThatDoNotSignIn() throws Exception {
        try (Door door = new Door(directory, settings -> limits(settings, 200, 3, Duration.ofSeconds(30)))) {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), door.port()));
            }
            await(() -> sockets.stream().filter(LimitsTest::isShut).count() == 17);
            assertThat(door.server().waiting()).isEqualTo(3);

            for (Socket socket : sockets) {
                socket.close();
            }
            await(() -> door.server().waiting() == 0);
            door.signIn().close(true);
        }
    }

    @Test
    @DisplayName("V15, lesson 16: connections that do not sign in are capped in all, whatever their addresses")
    void capsThemInAll() throws Exception {
        try (Door door = new Door(directory, settings -> limits(settings, 3, 20, Duration.ofSeconds(30)))) {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), door.port()));
            }
            await(() -> sockets.stream().filter(LimitsTest::isShut).count() == 7);
            assertThat(door.server().waiting()).isEqualTo(3);
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @ParameterizedTest(name = "every {0} octets or {1} ms")
    @CsvSource({"1048576, 3600000, 20000, 5", "1073741824, 6000, 100, 1"})
    @DisplayName("V13, lesson 13: the gateway exchanges keys anew after so many octets and so long, in mid-upload, and nothing is lost")
    void exchangesKeysAnew(long octets, long millis, int piece, int times) throws Exception {
        byte[] part = new byte[8 << 20];
        for (int i = 0; i < part.length; i++) {
            part[i] = (byte) ('a' + i % 23);
        }
        AtomicInteger exchanges = new AtomicInteger();
        int sent = 0;
        try (Door door = new Door(directory, settings -> settings.withRekeying(octets, Duration.ofMillis(millis)))) {
            door.client().addSessionListener(new SessionListener() {
                @Override
                public void sessionEvent(Session session, Event event) {
                    if (event == Event.KeyEstablished) {
                        exchanges.incrementAndGet();
                    }
                }
            });
            try (ClientSession session = door.signIn();
                    SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
                sftp.mkdir(CASE + "/rekeyed");
                int before = exchanges.get();
                try (SftpClient.CloseableHandle handle = sftp.open(CASE + "/rekeyed/report.pdf",
                        EnumSet.of(OpenMode.Write, OpenMode.Create))) {
                    while (exchanges.get() < before + times) {
                        sftp.write(handle, sent, part, sent, piece);
                        sent += piece;
                    }
                }
            }
            assertThat(door.tree().committed("rekeyed", "report.pdf").orElseThrow())
                    .isEqualTo(Arrays.copyOf(part, sent));
        }
    }

    @Test
    @DisplayName("V13: what a site gets without a word: new keys every GiB and every hour")
    void usuallyEveryGibibyteAndHour() {
        SftpSettings usual = SftpSettings.of(InetAddress.getLoopbackAddress(), 0, directory);
        assertThat(usual.rekeyOctets()).isEqualTo(1L << 30);
        assertThat(usual.rekeyTime()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    @DisplayName("a connection that signed in no longer counts")
    void countsOnlyThoseThatHaveNotSignedIn() throws Exception {
        try (Door door = new Door(directory, settings -> limits(settings, 2, 2, Duration.ofSeconds(30)))) {
            List<ClientSession> sessions = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                sessions.add(door.signIn());
            }
            assertThat(sessions).allMatch(ClientSession::isOpen);
            assertThat(door.server().waiting()).isZero();
        }
    }

    @Test
    @DisplayName("lesson 16: who does not sign in within the time is gone")
    void boundsTheTimeToSignIn() throws Exception {
        try (Door door = new Door(directory, settings -> limits(settings, 200, 20, Duration.ofSeconds(1)))) {
            Socket silent = new Socket(InetAddress.getLoopbackAddress(), door.port());
            ClientSession waits = door.connect(Door.ACCOUNT);

            await(() -> isShut(silent) && !waits.isOpen());
        }
    }

    @Test
    @DisplayName("V15: a session has at most eight channels")
    void boundsChannels() throws Exception {
        try (Door door = new Door(directory); ClientSession session = door.signIn()) {
            assertThatThrownBy(() -> {
                for (int i = 0; i < 10; i++) {
                    SftpClientFactory.instance().createSftpClient(session).canonicalPath("/");
                }
            }).isInstanceOf(IOException.class);
            await(() -> door.server().channels() <= 8);
        }
    }

    @Test
    @DisplayName("lesson 10, V15: windows come out of one budget for the whole server: 64 channels get 4 MiB, others 2 MiB, and what is closed is given back")
    void budgetsWindows() throws Exception {
        try (Door door = new Door(directory)) {
            List<ClientSession> sessions = new ArrayList<>();
            List<Long> windows = new ArrayList<>();
            for (int i = 0; i < 70; i++) {
                if (i % 7 == 0) {
                    sessions.add(door.signIn());
                }
                windows.add(window(sessions.getLast()));
            }
            assertThat(windows.subList(0, 64)).containsOnly(4L << 20);
            assertThat(windows.subList(64, 70)).containsOnly(2L << 20);

            sessions.getFirst().close(false).await();
            await(() -> door.server().channels() == 63);
            ClientSession next = door.signIn();
            await(() -> window(next) == 4L << 20);
        }
    }

    /// The window that the server opens for one more channel of a session, which stays open.
    private static long window(ClientSession session) {
        try {
            ChannelSubsystem channel = session.createSubsystemChannel("sftp");
            channel.open().verify(Duration.ofSeconds(20));
            return channel.getRemoteWindow().getMaxSize();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    @DisplayName("lesson 14: a channel without requests ends, whatever keeps the connection alive")
    void endsAnIdleChannel() throws Exception {
        try (Door door = new Door(directory, s -> s.withBounds(s.maxUnauthenticated(), s.maxUnauthenticatedEach(),
                s.authenticationTime(), Duration.ofSeconds(3))); ClientSession session = door.signIn()) {
            SftpClient sftp = SftpClientFactory.instance().createSftpClient(session);
            sftp.canonicalPath("/");

            await(() -> door.server().channels() == 0 && !sftp.isOpen());
        }
    }

    @Test
    @DisplayName("lesson 3: a stop suspends what is under way and commits nothing")
    void suspendsAtTheStop() throws Exception {
        Door door = new Door(directory);
        try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(door.signIn())) {
            sftp.mkdir(CASE + "/stopped");
            SftpClient.CloseableHandle handle = sftp.open(CASE + "/stopped/a.pdf",
                    EnumSet.of(OpenMode.Write, OpenMode.Create));
            sftp.write(handle, 0, new byte[10]);

            door.server().close();

            assertThat(door.tree().atRest("stopped")).isTrue();
            assertThat(door.tree().committed("stopped", "a.pdf")).isEmpty();
            assertThat(door.tree().arrived("stopped", "a.pdf").orElseThrow()).hasSize(10);
        } catch (IOException closedBelowTheClient) {
            assertThat(door.tree().atRest("stopped")).isTrue();
        }
        door.close();
    }

    @Test
    @DisplayName("host keys stay the same over a restart")
    void keepsItsHostKeys() throws Exception {
        List<String> first;
        try (Door door = new Door(directory)) {
            first = door.server().hostKeys().fingerprints();
            assertThat(door.server().hostKeys().knownHosts("gateway.example", 2222).lines()).hasSize(2)
                    .allMatch(line -> line.startsWith("[gateway.example]:2222 ssh-"));
            assertThat(door.server().hostKeys().knownHosts("gateway.example", 22))
                    .startsWith("gateway.example ssh-ed25519 ");
        }
        try (Door door = new Door(directory)) {
            assertThat(door.server().hostKeys().fingerprints()).isEqualTo(first).hasSize(2);
            assertThat(Files.getPosixFilePermissions(directory.resolve("host-keys/ssh_host_rsa_key"))).hasSize(2);
        }
    }

    private static boolean isShut(Socket socket) {
        try {
            socket.setSoTimeout(1);
            while (true) {
                if (socket.getInputStream().read() < 0) {
                    return true;
                }
            }
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static SftpSettings limits(SftpSettings settings, int most, int each, Duration time) {
        return settings.withBounds(most, each, time, settings.idleTime());
    }
}
