// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.session.ServerSession;

/// Counts the connections that have not signed in, in all and for each client address (an IPv6 network of 64 bits counts as
/// one), and closes those beyond the caps before they cost anything. A balancer's connections count in all only, until it
/// has said whom each comes from. Thread-safe.
final class Admission implements SessionListener {
    private static final AttributeKey<String> COUNTED = new AttributeKey<>();
    private static final String UNSAID = "";

    private final int most;
    private final int mostEach;
    private final Balancer balancer;
    private final Map<String, Integer> waiting = new HashMap<>();
    private int all;
    private boolean closed;

    Admission(int most, int mostEach, Balancer balancer) {
        this.most = most;
        this.mostEach = mostEach;
        this.balancer = balancer;
    }

    @Override
    public void sessionCreated(Session session) {
        String from = balancer.stands(session) ? UNSAID : source(session);
        if (enter(from)) {
            session.setAttribute(COUNTED, from);
        } else {
            session.close(true);
        }
    }

    /// A balancer has said whom the connection comes from; the banner follows.
    @Override
    public void sessionPeerIdentificationReceived(Session session, String banner, List<String> before) {
        if (!move(session, source(session))) {
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
        if (closed || all >= most || isFull(from)) {
            return false;
        }
        all++;
        waiting.merge(from, 1, Integer::sum);
        return true;
    }

    private synchronized boolean move(Session session, String to) {
        String from = session.getAttribute(COUNTED);
        if (!UNSAID.equals(from)) {
            return true;
        }
        if (isFull(to)) {
            return false;
        }
        forget(from);
        waiting.merge(to, 1, Integer::sum);
        session.setAttribute(COUNTED, to);
        return true;
    }

    private synchronized void leave(Session session) {
        String from = session.removeAttribute(COUNTED);
        if (from != null) {
            all--;
            forget(from);
        }
    }

    private boolean isFull(String from) {
        return !from.equals(UNSAID) && waiting.getOrDefault(from, 0) >= mostEach;
    }

    private void forget(String from) {
        waiting.computeIfPresent(from, (_, here) -> here == 1 ? null : here - 1);
    }

    // the client's address, once a balancer has said it
    private static String source(Session session) {
        if (session instanceof ServerSession server && server.getClientAddress() instanceof InetSocketAddress client) {
            InetAddress address = client.getAddress();
            byte[] octets = address.getAddress();
            return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(octets, 8) : octets);
        }
        return "?";
    }
}
