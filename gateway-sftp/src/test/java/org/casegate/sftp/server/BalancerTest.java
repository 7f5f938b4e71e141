// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.sftp.server.SftpServerTest.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;

import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.casegate.policy.register.Network;
import org.casegate.sftp.account.JdkSecurity;
import org.casegate.sftp.account.KeyFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Behind a balancer, and behind what would like to be one.
class BalancerTest {
    private static final List<Network> HERE = List.of(Network.parse("127.0.0.1").orElseThrow());
    private static final List<Network> ELSEWHERE = List.of(Network.parse("192.0.2.0/28").orElseThrow());

    @TempDir
    Path directory;

    private SshClient client;

    @BeforeEach
    void start() {
        JdkSecurity.use();
        client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((session, address, key) -> true);
        client.start();
    }

    @AfterEach
    void stop() {
        client.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8::9"})
    @DisplayName("V3: the address that a balancer says is the client's, to whoever asks for it")
    void takesTheAddressOfTheClient(String address) throws Exception {
        try (Door door = door(HERE); Relay relay = new Relay(door.port(), Relay.header(address), 4096)) {
            list(door, relay);

            assertThat(door.admitted()).extracting(who -> who.address())
                    .containsExactly(InetAddress.ofLiteral(address));
        }
    }

    @Test
    @DisplayName("a header that arrives octet by octet, with more in it than addresses, is read to its end")
    void readsAHeaderInPieces() throws Exception {
        byte[] short4 = Relay.header("203.0.113.9");
        byte[] content = ByteBuffer.allocate(12 + 3 + 512 + 3 + 9).put(short4, 16, 12)
                .put((byte) 4).putShort((short) 512).put(new byte[512])
                .put((byte) 2).putShort((short) 9).put("localhost".getBytes(US_ASCII)).array();
        try (Door door = door(HERE); Relay relay = new Relay(door.port(), Relay.header(0x21, 0x11, content), 1)) {
            list(door, relay);

            assertThat(door.admitted()).extracting(who -> who.address().getHostAddress())
                    .containsExactly("203.0.113.9");
        }
    }

    @Test
    @DisplayName("a balancer that speaks for itself (LOCAL) is met under its own address")
    void answersTheBalancerItself() throws Exception {
        try (Door door = door(HERE); Relay relay = new Relay(door.port(), Relay.header(0x20, 0, new byte[0]), 4096)) {
            list(door, relay);

            assertThat(door.admitted()).extracting(who -> who.address().getHostAddress()).containsExactly("127.0.0.1");
        }
    }

    @Test
    @DisplayName("V3: from an address that is no balancer the header is refused, whatever it says, and its first octet too")
    void believesNobodyElse() throws Exception {
        try (Door door = door(ELSEWHERE)) {
            assertRefused(door, Relay.header("203.0.113.9"));
            assertRefused(door, Relay.header(0x20, 0, new byte[0]));
            assertRefused(door, new byte[]{'\r'});
            door.signIn().close(true);
        }
        try (Door door = door(List.of())) {
            assertRefused(door, Relay.header("203.0.113.9"));
        }
    }

    @Test
    @DisplayName("V3: from a balancer a connection without the header is refused")
    void wantsAHeaderFromABalancer() throws Exception {
        try (Door door = door(HERE)) {
            assertRefused(door, "SSH-2.0-OpenSSH_9.2\r\n".getBytes(US_ASCII));
            assertThatThrownBy(door::signIn).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            // version 1
            "50524f5859205443503420312e322e332e3420312e322e332e342031203232 0d0a",
            // version 1 in the second one's clothes, commands and families that are not ours, addresses cut short
            "0d0a0d0a000d0a515549540a 11 11 000c 000000000000000000000000",
            "0d0a0d0a000d0a515549540a 22 11 000c 000000000000000000000000",
            "0d0a0d0a000d0a515549540a 21 12 000c 000000000000000000000000",
            "0d0a0d0a000d0a515549540a 21 31 000c 000000000000000000000000",
            "0d0a0d0a000d0a515549540a 21 00 0000",
            "0d0a0d0a000d0a515549540a 21 11 000b 0000000000000000000000",
            "0d0a0d0a000d0a515549540a 21 21 000c 000000000000000000000000",
            // more than we read
            "0d0a0d0a000d0a515549540a 21 11 0401"})
    @DisplayName("V15: any other header from a balancer is refused at once")
    void refusesOtherHeaders(String octets) throws Exception {
        try (Door door = door(HERE)) {
            assertRefused(door, HexFormat.of().parseHex(octets.replace(" ", "")));
        }
    }

    @Test
    @DisplayName("V15: connections that have not signed in are capped for each client behind a balancer, not for the balancer")
    void capsEachClient() throws Exception {
        List<Socket> open = new ArrayList<>(); // a socket that nobody holds is closed by the garbage collector
        try (Door door = new Door(directory, settings -> settings.withBalancers(HERE).withBounds(200, 3,
                Duration.ofSeconds(30), settings.idleTime()))) {
            byte[] banner = "SSH-2.0-OpenSSH_9.2\r\n".getBytes(US_ASCII);
            for (int client = 1; client <= 4; client++) {
                for (int i = 0; i < 3; i++) {
                    open.add(send(door, Relay.header("203.0.113." + client), banner));
                }
            }
            await(() -> door.server().waiting() == 12);

            Socket more = send(door, Relay.header("203.0.113.4"), banner);
            open.add(send(door, Relay.header("203.0.113.5"), banner));

            assertThat(isShut(more)).isTrue();
            await(() -> door.server().waiting() == 13);
        } finally {
            for (Socket each : open) {
                each.close();
            }
        }
    }

    @Test
    @DisplayName("A-06: from a registered network a pack is accepted, from an unknown place nobody is let in, by what the balancer says")
    void judgesThePlaceOfTheClient() throws Exception {
        try (RealIntake gateway = new RealIntake(directory, settings -> settings.withBalancers(HERE));
                Relay registered = new Relay(gateway.server().port(), Relay.header("127.9.9.9"), 4096);
                Relay abroad = new Relay(gateway.server().port(), Relay.header("203.0.113.9"), 4096)) {
            assertThatThrownBy(() -> send(gateway, abroad, "abroad"))
                    .isInstanceOfAny(IOException.class, IllegalStateException.class); // whatever it was about to do
            assertThat(send(gateway, registered, "at-home")).startsWith("ACCEPTED");
        }
    }

    private Door door(List<Network> balancers) throws IOException {
        return new Door(Files.createTempDirectory(directory, "door"), settings -> settings.withBalancers(balancers));
    }

    private void list(Door door, Relay relay) throws IOException {
        try (ClientSession session = signIn(relay, door.userKey());
                SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
            assertThat(sftp.canonicalPath(".")).isEqualTo("/");
        }
    }

    private ClientSession signIn(Relay relay, Path key) throws IOException {
        ClientSession session = client.connect(Door.ACCOUNT, "127.0.0.1", relay.port()).verify(Duration.ofSeconds(20))
                .getSession();
        session.addPublicKeyIdentity(KeyFile.read(key));
        session.auth().verify(Duration.ofSeconds(20));
        return session;
    }

    private String send(RealIntake gateway, Relay relay, String pack) throws IOException {
        String folder = RealIntake.CASE + "/" + pack;
        try (ClientSession session = signIn(relay, gateway.userKey());
                SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
            sftp.mkdir(folder);
            put(sftp, folder + "/chronology.txt", "2026-05-01 a report was made\n");
            try {
                put(sftp, folder + "/manifest.yaml", RealIntake.text("manifest.yaml"));
            } catch (IOException refused) {
                // the receipt says it
            }
            try (InputStream receipt = sftp.read(folder + "/RECEIPT.txt")) {
                return new String(receipt.readAllBytes(), US_ASCII);
            }
        }
    }

    private static void put(SftpClient sftp, String file, String text) throws IOException {
        try (SftpClient.CloseableHandle handle = sftp.open(file,
                EnumSet.of(SftpClient.OpenMode.Write, SftpClient.OpenMode.Create))) {
            sftp.write(handle, 0, text.getBytes(US_ASCII));
        }
    }

    private static void assertRefused(Door door, byte[] octets) throws Exception {
        int before = door.admitted().size();
        try (Socket socket = send(door, octets)) {
            assertThat(isShut(socket)).isTrue();
        }
        assertThat(door.admitted()).hasSize(before);
        await(() -> door.server().waiting() == 0);
    }

    private static Socket send(Door door, byte[]... octets) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
        for (byte[] each : Arrays.asList(octets)) {
            socket.getOutputStream().write(each);
        }
        return socket;
    }

    // whether the server ends the connection by itself, and soon
    private static boolean isShut(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }
}
