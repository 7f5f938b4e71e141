// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casegate.schema.DatabaseAddress;

/// Stands between the gateway and PostgreSQL and cuts the connection at a given point of the conversation.
public final class CuttingProxy implements AutoCloseable {
    /// Where it cuts.
    public enum Cut {
        NEVER, BEFORE_COMMIT, AFTER_COMMIT, AFTER_COMMIT_AND_STAY_AWAY, AT_ONCE
    }

    /// The driver names the statement when it first sends it, and from then on sends the name only.
    private static final Pattern COMMIT = Pattern.compile("(S_\\d+)\0COMMIT\0");

    private final DatabaseAddress server;
    private final ServerSocket door;
    private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NEVER);
    private final AtomicInteger cuts = new AtomicInteger();
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();

    /// A proxy before this server, on a port of its own.
    public CuttingProxy(DatabaseAddress server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
    }

    public DatabaseAddress address() {
        // The test roles' passwords are their names.
        return DatabaseAddress.of("127.0.0.1", door.getLocalPort(), server.database(), server.user(), server.user());
    }

    /// Cuts once, at the next such point; `AT_ONCE` and whatever stays away last until told otherwise.
    public void cut(Cut where) {
        cut.set(where);
    }

    int cuts() {
        return cuts.get();
    }

    /// The ports by which the server knows the sessions that come through here.
    List<Integer> ports() {
        return List.copyOf(ports);
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (cut.get() == Cut.AT_ONCE) {
                    client.close();
                } else {
                    Socket upstream = new Socket(server.host(), server.port());
                    ports.add(upstream.getLocalPort());
                    Thread.startVirtualThread(() -> toServer(client, upstream));
                    Thread.startVirtualThread(() -> toClient(client, upstream));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void toServer(Socket client, Socket upstream) {
        try (client; upstream) {
            InputStream in = client.getInputStream();
            OutputStream out = upstream.getOutputStream();
            byte[] buffer = new byte[65_536];
            String name = "COMMIT";
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                String sent = new String(buffer, 0, n, ISO_8859_1);
                Matcher parsed = COMMIT.matcher(sent);
                if (parsed.find()) {
                    name = parsed.group(1);
                }
                boolean commits = sent.contains("\0" + name + "\0");
                if (cut.get() == Cut.AT_ONCE || (commits && cut.compareAndSet(Cut.BEFORE_COMMIT, Cut.NEVER))) {
                    cuts.incrementAndGet();
                    return;
                }
                boolean after = commits
                        && (cut.get() == Cut.AFTER_COMMIT || cut.get() == Cut.AFTER_COMMIT_AND_STAY_AWAY);
                if (after) {
                    client.close(); // the answer finds nobody
                }
                out.write(buffer, 0, n);
                out.flush();
                if (after) {
                    cut.set(cut.get() == Cut.AFTER_COMMIT ? Cut.NEVER : Cut.AT_ONCE);
                    cuts.incrementAndGet();
                    upstream.getInputStream().read(); // the server has answered: it has committed
                    return;
                }
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
