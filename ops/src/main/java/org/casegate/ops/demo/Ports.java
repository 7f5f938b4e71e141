// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.casegate.ops.console.Stop;

/// Where a demonstration listens, all on loopback.
///
/// @param database 0 for a free port, which its home remembers
public record Ports(int sftp, int web, int admin, int database) {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int FIRST = 12_000;
    private static final int GIVEN_OUT = 20_000;
    /// Begins anywhere, so that two processes do not go through the same ports together.
    private static final AtomicInteger NEXT = new AtomicInteger(new SecureRandom().nextInt(GIVEN_OUT));

    /// Ports that nobody uses now, and that nobody is given before they are used: below those that a system hands out by
    /// itself (Linux from 32768, others from 49152), and each at most once in the life of this process.
    public static Ports free() {
        return new Ports(nextFree(), nextFree(), nextFree(), 0);
    }

    private static int nextFree() {
        for (int tried = 0; tried < GIVEN_OUT; tried++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), GIVEN_OUT);
            try (ServerSocket _ = bound(port)) {
                return port;
            } catch (IOException _) {
                // somebody else's: the next one
            }
        }
        throw Stop.badInput("no free port on 127.0.0.1 between %d and %d".formatted(FIRST, FIRST + GIVEN_OUT - 1));
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
