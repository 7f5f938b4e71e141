// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// A line of some length between two ports of this machine: every octet arrives half a round trip after it was sent. It has no
/// bound of its own for what is under way, so what bounds is the window of SSH.
final class DelayLine implements AutoCloseable {
    private static final int PIECE = 65_536;

    private final ServerSocket entrance;
    private final int target;
    private final long delay;

    DelayLine(int target, Duration roundTrip) throws IOException {
        this.entrance = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        this.target = target;
        this.delay = roundTrip.toNanos() / 2;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = entrance.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                carry(near, far);
                carry(far, near);
            }
        } catch (IOException closed) {
            // that is how it ends
        }
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().start(() -> {
            byte[] octets = new byte[PIECE];
            try (InputStream in = from.getInputStream()) {
                for (int length = in.read(octets); length >= 0; length = in.read(octets)) {
                    underWay.add(new Piece(octets.clone(), length, System.nanoTime() + delay));
                }
            } catch (IOException cut) {
                // the other side learns of it below
            }
            underWay.add(new Piece(octets, 0, System.nanoTime() + delay));
        });
        Thread.ofPlatform().daemon().start(() -> {
            try (to; OutputStream out = to.getOutputStream()) {
                for (Piece piece = underWay.take(); piece.length() > 0; piece = underWay.take()) {
                    for (long left = piece.due() - System.nanoTime(); left > 0; left = piece.due()
                            - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    out.write(piece.octets(), 0, piece.length());
                }
            } catch (IOException | InterruptedException cut) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Octets on their way, which nobody compares.
    ///
    /// @param length 0 at the end
    @SuppressWarnings("ArrayRecordComponent")
    private record Piece(byte[] octets, int length, long due) {}

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
