// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.casegate.schema.DatabaseAddress;

/// Stands between the gateway and PostgreSQL and writes down which statements are run, by the text that each was prepared with
/// (PostgreSQL's frontend protocol 3: Parse names a text, Bind runs what was named).
public final class OverheardDatabase implements AutoCloseable {
    private static final int HEAD_BYTES = 1 + Integer.BYTES;

    private final DatabaseAddress server;
    private final ServerSocket door;
    private final List<String> statements = new CopyOnWriteArrayList<>();

    public OverheardDatabase(DatabaseAddress server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
    }

    public DatabaseAddress address() {
        // The test roles' passwords are their names.
        return DatabaseAddress.of("127.0.0.1", door.getLocalPort(), server.database(), server.user(), server.user());
    }

    /// What was run since the last call, in the order of arrival.
    public List<String> take() {
        List<String> taken = List.copyOf(statements);
        statements.clear();
        return taken;
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket upstream = new Socket(server.host(), server.port());
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                Thread.startVirtualThread(() -> toServer(client, upstream));
                Thread.startVirtualThread(() -> toClient(client, upstream));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void toServer(Socket client, Socket upstream) {
        Map<String, String> texts = new HashMap<>();
        try (client; upstream) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream(), 65_536));
            DataOutputStream out = new DataOutputStream(upstream.getOutputStream());
            byte[] start = new byte[in.readInt() - Integer.BYTES];
            in.readFully(start);
            out.writeInt(start.length + Integer.BYTES);
            out.write(start);
            while (true) {
                int type = in.read();
                if (type < 0) {
                    return;
                }
                byte[] message = new byte[in.readInt() - Integer.BYTES];
                in.readFully(message);
                String[] words = new String(message, UTF_8).split("\0", 3);
                switch (type) {
                    case 'P' -> texts.put(words[0], words[1]); // name, text
                    case 'B' -> statements.add(texts.getOrDefault(words[1], "")); // portal, name
                    default -> {
                        // asks for nothing to be run
                    }
                }
                out.write(ByteBuffer.allocate(HEAD_BYTES + message.length).put((byte) type)
                        .putInt(message.length + Integer.BYTES).put(message).array());
            }
        } catch (IOException e) {
            // a side has gone: so has the other
        }
    }

    private static void toClient(Socket client, Socket upstream) {
        try (client; upstream) {
            upstream.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // a side has gone: so has the other
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
