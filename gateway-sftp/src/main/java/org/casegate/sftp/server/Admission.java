// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.session.ServerSession;

/// Counts the connections that have not signed in, in all and for each client address (an IPv6 network of 64 bits counts as
/// one), and closes those beyond the caps before they cost anything. Thread-safe.
final class Admission implements SessionListener {
    private static final AttributeKey<String> COUNTED = new AttributeKey<>();

    private final int most;
    private final int mostEach;
    private final Map<String, Integer> waiting = new HashMap<>();
    private int all;
    private boolean closed;

    Admission(int most, int mostEach) {
        this.most = most;
        this.mostEach = mostEach;
    }

    @Override
    public void sessionCreated(Session session) {
        String from = source(session);
        if (enter(from)) {
            session.setAttribute(COUNTED, from);
        } else {
            session.close(true);
        }
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.Authenticated) {
            leave(session);
        }
    }

    @Override
    public void sessionClosed(Session session) {
        leave(session);
    }

    /// How many wait now, in all.
    synchronized int waiting() {
        return all;
    }

    /// From now on every new connection is closed.
    synchronized void close() {
        closed = true;
    }

    private synchronized boolean enter(String from) {
        int here = waiting.getOrDefault(from, 0);
        if (closed || all >= most || here >= mostEach) {
            return false;
        }
        all++;
        waiting.put(from, here + 1);
        return true;
    }

    private synchronized void leave(Session session) {
        String from = session.removeAttribute(COUNTED);
        if (from != null) {
            all--;
            waiting.computeIfPresent(from, (_, here) -> here == 1 ? null : here - 1);
        }
    }

    // the client's address, not the balancer's once there is one
    private static String source(Session session) {
        if (session instanceof ServerSession server && server.getClientAddress() instanceof InetSocketAddress client) {
            InetAddress address = client.getAddress();
            byte[] octets = address.getAddress();
            return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(octets, 8) : octets);
        }
        return "";
    }
}
