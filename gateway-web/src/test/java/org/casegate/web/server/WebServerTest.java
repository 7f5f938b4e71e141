// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.casegate.web.Browser;
import org.casegate.web.TestSites;
import org.casegate.web.Tls;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The listener: TLS, and what a peer can make it hold.
final class WebServerTest {
    /// Above what the server lets pass in a second.
    private static final int TOO_MANY = 300;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int ENHANCE_YOUR_CALM = 11;

    private final ToySite site = ToySite.started();

    @Test
    void saysWhichPortIsTaken() {
        Site another = new Site(Surface.PORTAL, Routes.of(), TestSites.started().sessions, () -> "");

        assertThatThrownBy(
                () -> WebServer.start(WebListener.loopback(site.server.port()), another, Tls.keys(), Tls.password()))
                .isInstanceOf(IOException.class).hasMessageContaining("Port " + site.server.port())
                .hasMessageContaining("in use");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksPresentTlsWithForwardSecrecy(String version) throws IOException {
        try (SSLSocket socket = connect(version)) {
            socket.startHandshake();

            assertThat(socket.getSession().getCipherSuite())
                    .matches("TLS_(AES|CHACHA20|ECDHE_ECDSA).*_(GCM|POLY1305)_SHA\\d+");
        }
    }

    @Test
    void speaksNoOldTls() throws IOException {
        try (SSLSocket socket = (SSLSocket) Tls.trusting().getSocketFactory().createSocket("localhost",
                site.server.port())) {
            socket.setEnabledProtocols(new String[]{"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[]{"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});

            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @DisplayName("V12: a flood of resets, settings or pings ends its connection and nothing else")
    @ValueSource(ints = {RST_STREAM, SETTINGS, PING})
    void endsAConnectionThatFloods(int kind) throws IOException {
        try (SSLSocket socket = connect("TLSv1.3")) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[]{"h2"});
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(20_000);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write(flood(kind, TOO_MANY));
            out.flush();

            assertThat(goAway(new DataInputStream(socket.getInputStream()))).isEqualTo(ENHANCE_YOUR_CALM);
        }
        assertThat(new Browser(site.server.port()).get("/").body()).isEqualTo("hello");
    }

    @Test
    void givesEachListenerItsNames() {
        assertThatThrownBy(() -> new WebListener(java.net.InetAddress.getLoopbackAddress(), 0, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private SSLSocket connect(String version) throws IOException {
        SSLSocket socket = (SSLSocket) Tls.trusting().getSocketFactory().createSocket("localhost", site.server.port());
        socket.setEnabledProtocols(new String[]{version});
        return socket;
    }

    /// A connection's beginning and then as many frames of one kind; each reset has a request before it. All of it fits into one record
    /// of TLS: what the server had not read when it ends the connection would make a reset of the end, which may overtake its farewell.
    private static byte[] flood(int kind, int count) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(out, SETTINGS, 0, 0, new byte[0]);
        for (int i = 0; i < count; i++) {
            int stream = kind == RST_STREAM ? 2 * i + 1 : 0;
            if (kind == RST_STREAM) {
                frame(out, HEADERS, 5, stream, request());
            }
            frame(out, kind, 0, stream, switch (kind) {
                case RST_STREAM -> new byte[]{0, 0, 0, 8};
                case PING -> new byte[8];
                default -> new byte[0];
            });
        }
        assertThat(octets.size()).isLessThan(16_384);
        return octets.toByteArray();
    }

    /// `GET / https localhost` in HPACK.
    private static byte[] request() {
        byte[] name = "localhost".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(new byte[]{(byte) 0x82, (byte) 0x84, (byte) 0x87, 0x01, (byte) name.length});
        block.writeBytes(name);
        return block.toByteArray();
    }

    private static void frame(DataOutputStream out, int kind, int flags, int stream, byte[] payload)
            throws IOException {
        out.writeByte(payload.length >> 16);
        out.writeShort(payload.length);
        out.writeByte(kind);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(payload);
    }

    /// The error code of the server's farewell; -1 if it says none.
    private static int goAway(DataInputStream in) {
        try {
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int kind = in.readUnsignedByte();
                in.skipNBytes(5);
                byte[] payload = in.readNBytes(length);
                if (kind == GOAWAY) {
                    return payload[7];
                }
            }
        } catch (IOException e) {
            return -1;
        }
    }
}
