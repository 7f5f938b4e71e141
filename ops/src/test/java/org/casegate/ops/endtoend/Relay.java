// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.endtoend;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Stands between one client and the gateway, and can keep back what the gateway says.
final class Relay implements Closeable {
    private final ServerSocket door;
    private final int to;
    private volatile boolean mute;

    Relay(int to) throws IOException {
        this.to = to;
        door = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return door.getLocalPort();
    }

    /// From now on nothing that the gateway says arrives.
    void mute() {
        mute = true;
    }

    private void serve() {
        try (Socket client = door.accept(); Socket gateway = new Socket(InetAddress.ofLiteral("127.0.0.1"), to)) {
            Thread asking = Thread.ofVirtual().start(() -> pass(client, gateway, false));
            pass(gateway, client, true);
            client.shutdownOutput();
            client.shutdownInput();
            asking.join();
        } catch (IOException | InterruptedException _) {
            // one of the two is gone, and so is the other in a moment
        }
    }

    private void pass(Socket from, Socket onward, boolean answers) {
        byte[] octets = new byte[65_536];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = onward.getOutputStream();
            for (int read = in.read(octets); read >= 0; read = in.read(octets)) {
                if (!answers || !mute) {
                    out.write(octets, 0, read);
                }
            }
        } catch (IOException _) {
            // the connection was cut, which is what these tests do
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
