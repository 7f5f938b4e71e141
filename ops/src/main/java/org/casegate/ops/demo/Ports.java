// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.casegate.ops.console.Stop;

/// Where a demonstration listens, all on loopback.
///
/// @param database 0 for a free port, which its home remembers
public record Ports(int sftp, int web, int admin, int database) {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    /// Ports that nobody uses now.
    public static Ports free() {
        try (ServerSocket sftp = bound(0); ServerSocket web = bound(0); ServerSocket admin = bound(0)) {
            return new Ports(sftp.getLocalPort(), web.getLocalPort(), admin.getLocalPort(), 0);
        } catch (IOException none) {
            throw Stop.badInput("no free port on 127.0.0.1 (%s)".formatted(none.getMessage()));
        }
    }

    /// Stops with one sentence if one of them is taken, before anything else is done.
    void check() {
        check(sftp, "SFTP", "--sftp-port");
        check(web, "the portal", "--web-port");
        check(admin, "the administration", "--admin-port");
        if (sftp == web || web == admin || sftp == admin) {
            throw Stop.badInput("SFTP, the portal and the administration need three different ports");
        }
    }

    private static void check(int port, String what, String option) {
        if (port < 1 || port > 65_535) {
            throw Stop.badInput("%d is no port; %s takes 1 to 65535".formatted(port, option));
        }
        try (ServerSocket _ = bound(port)) {
            // free: closed again at once
        } catch (IOException _) {
            throw Stop
                    .badInput("port %d, meant for %s, is in use; choose another with %s".formatted(port, what, option));
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port));
            return socket;
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
    }
}
