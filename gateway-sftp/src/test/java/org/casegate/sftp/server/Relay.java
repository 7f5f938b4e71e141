// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// A balancer on loopback: hands each connection on, with some octets of its own before those of the client.
final class Relay implements AutoCloseable {
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int port;
    private final byte[] before;
    private final int slice;

    /// @param before what it writes first
    /// @param slice  in how many octets at a time
    Relay(int port, byte[] before, int slice) throws IOException {
        this.port = port;
        this.before = before.clone();
        this.slice = slice;
        Thread.ofVirtual().start(this::accept);
    }

    /// The header that says this client.
    static byte[] header(String client) throws IOException {
        byte[] source = InetAddress.ofLiteral(client).getAddress();
        byte[] addresses = ByteBuffer.allocate(2 * source.length + 4).put(source).put(source).putShort((short) 50_000)
                .putShort((short) 22).array();
        return header(0x21, source.length == 4 ? 0x11 : 0x21, addresses);
    }

    static byte[] header(int command, int family, byte[] content) {
        return ByteBuffer.allocate(16 + content.length).put(SIGNATURE).put((byte) command).put((byte) family)
                .putShort((short) content.length).put(content).array();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                server.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> pump(server, client, new byte[0]));
                Thread.ofVirtual().start(() -> pump(client, server, before));
            }
        } catch (IOException closed) {
            // so ends the thread
        }
    }

    private void pump(Socket from, Socket to, byte[] first) {
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int at = 0; at < first.length; at += slice) {
                out.write(first, at, Math.min(slice, first.length - at));
                out.flush();
            }
            in.transferTo(out);
        } catch (IOException gone) {
            // one end is gone, and so the other goes
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
