// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the server offers, read from its own first packet.
class NegotiationTest {
    private static final String GCM = "aes256-gcm@openssh.com,aes128-gcm@openssh.com";
    private static final String ALL = GCM + ",aes256-ctr,aes192-ctr,aes128-ctr";
    private static final String ETM = "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com";

    @TempDir
    static Path directory;

    private static Door door;
    private static Door oldLibssh2;

    @BeforeAll
    static void open() throws IOException {
        door = new Door(java.nio.file.Files.createDirectory(directory.resolve("a")));
        oldLibssh2 = new Door(java.nio.file.Files.createDirectory(directory.resolve("b")),
                settings -> settings.withOldLibssh2(true));
    }

    @AfterAll
    static void shut() throws IOException {
        door.close();
        oldLibssh2.close();
    }

    @Test
    @DisplayName("V13: the list of algorithms: post-quantum first, strict, no chacha20, no CBC, no compression")
    void offersTheseAlgorithms() throws IOException {
        List<String> offer = offer(door, "SSH-2.0-paramiko_2.12.0");

        assertThat(offer.get(0)).isEqualTo("mlkem768x25519-sha256,sntrup761x25519-sha512,"
                + "sntrup761x25519-sha512@openssh.com,curve25519-sha256,curve25519-sha256@libssh.org,"
                + "diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,ext-info-s,kex-strict-s-v00@openssh.com");
        assertThat(offer.get(1).split(",")).containsExactlyInAnyOrder("ssh-ed25519", "rsa-sha2-512", "rsa-sha2-256");
        assertThat(offer.subList(2, 4)).containsOnly(ALL);
        assertThat(offer.subList(4, 6)).containsOnly(ETM);
        assertThat(offer.subList(6, 8)).containsOnly("none");
        assertThat(String.join(",", offer)).doesNotContain("chacha20", "cbc", "sha1,", "zlib", "group14", "nistp");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u6,gcm", "SSH-2.0-OpenSSH_6.2,gcm", "SSH-2.0-OpenSSH_10.0,gcm",
            "SSH-2.0-OpenSSH_for_Windows_8.1,gcm", "SSH-2.0-OpenSSH_6.1,all", "SSH-2.0-OpenSSH_5.3,all",
            "SSH-2.0-PuTTY_Release_0.78,gcm", "SSH-2.0-PuTTY_Release_0.77,all", "SSH-2.0-WinSCP_release_6.3.5,gcm",
            "SSH-2.0-WinSCP_release_5.21.8,all", "SSH-2.0-Go,gcm", "SSH-2.0-libssh2_1.11.1,all",
            "SSH-2.0-libssh2_1.10.0,all", "SSH-2.0-JSCH_0.2.17,all", "SSH-2.0-OpenSSH_,all", "SSH-2.0-x,all"})
    @DisplayName("the offer fits the client that its banner names")
    void fitsTheClient(String banner, String ciphers) throws IOException {
        List<String> offer = offer(door, banner);

        assertThat(offer.subList(2, 4)).containsOnly(ciphers.equals("gcm") ? GCM : ALL);
        assertThat(offer.subList(4, 6)).containsOnly(ETM);
    }

    @Test
    @DisplayName("an old libssh2 gets MACs over the plaintext where the site says so, nobody else does")
    void helpsAnOldLibssh2WhereTheSiteSaysSo() throws IOException {
        assertThat(offer(oldLibssh2, "SSH-2.0-libssh2_1.10.0").subList(4, 6))
                .containsOnly(ETM + ",hmac-sha2-512,hmac-sha2-256");
        assertThat(offer(oldLibssh2, "SSH-2.0-libssh2_1.11.0").subList(4, 6)).containsOnly(ETM);
        assertThat(offer(oldLibssh2, "SSH-2.0-JSCH_0.2.17").subList(4, 6)).containsOnly(ETM);
    }

    @Test
    void showsStandardErrorToOpenSshAlone() {
        assertThat(ClientProfile.of("SSH-2.0-OpenSSH_9.2", false).openSsh()).isTrue();
        assertThat(ClientProfile.of("SSH-2.0-OpenSSH_5.3", false).openSsh()).isTrue();
        assertThat(ClientProfile.of("SSH-2.0-WinSCP_release_6.3.5", false).openSsh()).isFalse();
        assertThat(ClientProfile.of("SSH-2.0-libssh2_1.10.0", false).openSsh()).isFalse();
    }

    // the ten name-lists of the server's SSH_MSG_KEXINIT (RFC 4253 section 7.1)
    private static List<String> offer(Door to, String banner) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((banner + "\r\n").getBytes(StandardCharsets.US_ASCII));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder line = new StringBuilder();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                line.append((char) octet);
            }
            assertThat(line.toString().strip()).isEqualTo("SSH-2.0-CaseGate");
            byte[] packet = new byte[in.readInt()];
            in.readFully(packet);
            ByteBuffer payload = ByteBuffer.wrap(packet);
            payload.get();
            assertThat(payload.get()).isEqualTo((byte) 20);
            payload.position(payload.position() + 16);
            List<String> lists = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                byte[] names = new byte[payload.getInt()];
                payload.get(names);
                lists.add(new String(names, StandardCharsets.US_ASCII));
            }
            return lists;
        }
    }
}
