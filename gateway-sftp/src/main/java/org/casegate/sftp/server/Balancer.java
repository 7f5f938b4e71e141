// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.session.AbstractServerSession;
import org.apache.sshd.server.session.ServerProxyAcceptor;
import org.apache.sshd.server.session.ServerSession;
import org.casegate.policy.register.Network;

/// Takes the client's address from the balancers of the site, which write it before the client's first octet (the PROXY
/// protocol of HAProxy, version 2). A balancer must write it, and nobody else may: whoever could name his own address would
/// choose his place, his country and his throttle. Version 1, a line of text, is refused.
///
/// MINA calls again from the first octet until the client's banner is complete; each call comes to the same end.
final class Balancer implements ServerProxyAcceptor {
    private static final byte[] SIGNATURE = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};
    private static final int HEAD = SIGNATURE.length + 4;
    /// Addresses and what is said beside them; far more than any balancer says.
    private static final int MOST = 1024;
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int TCP_OVER_IPV4 = 0x11;
    private static final int TCP_OVER_IPV6 = 0x21;

    private final List<Network> networks;

    /// @param networks where the balancers are; none = nobody is believed
    Balancer(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /// Whether the other end of the connection is a balancer.
    boolean stands(Session session) {
        return peer(session).filter(address -> networks.stream().anyMatch(network -> network.contains(address)))
                .isPresent();
    }

    @Override
    public boolean acceptServerProxyMetadata(ServerSession session, Buffer buffer) throws SshException {
        int start = buffer.rpos();
        boolean mayBeHeader = beginsLikeHeader(buffer, start);
        if (!stands(session)) {
            if (mayBeHeader) {
                throw new SshException("a PROXY header from an address that is no balancer");
            }
            return true;
        }
        if (!mayBeHeader) {
            throw new SshException("no PROXY header, version 2, from a balancer");
        }
        if (buffer.available() < HEAD) {
            return false;
        }
        int length = octet(buffer, start + 14) << 8 | octet(buffer, start + 15);
        if (length > MOST) {
            throw new SshException("a PROXY header of " + length + " octets");
        }
        if (buffer.available() < HEAD + length) {
            return false;
        }
        source(buffer, start, length).ifPresent(((AbstractServerSession) session)::setClientAddress);
        buffer.rpos(start + HEAD + length);
        return true;
    }

    // nothing where the balancer speaks for itself, as it does to see whether we answer
    private static Optional<InetSocketAddress> source(Buffer buffer, int start, int length) throws SshException {
        int command = octet(buffer, start + 12);
        if (command == LOCAL) {
            return Optional.empty();
        }
        int family = octet(buffer, start + 13);
        int octets = family == TCP_OVER_IPV4 ? 4 : family == TCP_OVER_IPV6 ? 16 : 0;
        if (command != PROXY || octets == 0 || length < 2 * octets + 4) {
            throw new SshException("a PROXY header without the address of a TCP client");
        }
        byte[] address = new byte[octets];
        for (int i = 0; i < octets; i++) {
            address[i] = (byte) octet(buffer, start + HEAD + i);
        }
        int port = start + HEAD + 2 * octets;
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address),
                    octet(buffer, port) << 8 | octet(buffer, port + 1)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("4 or 16 octets are always an address", impossible);
        }
    }

    // no banner of SSH begins with a line feed, so one octet tells
    private static boolean beginsLikeHeader(Buffer buffer, int start) {
        int present = Math.min(buffer.available(), SIGNATURE.length);
        for (int i = 0; i < present; i++) {
            if (octet(buffer, start + i) != SIGNATURE[i]) {
                return false;
            }
        }
        return present > 0;
    }

    private static int octet(Buffer buffer, int position) {
        return buffer.array()[position] & 0xff;
    }

    private static Optional<InetAddress> peer(Session session) {
        return session.getIoSession().getRemoteAddress() instanceof InetSocketAddress remote
                ? Optional.of(remote.getAddress())
                : Optional.empty();
    }
}
