// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.account;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.session.ServerSession;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.SignIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place of this gateway where a session becomes somebody: when MINA says that every factor was given and verified,
/// and not before. A session without the mark that is set here gets no channel.
public final class SignedIn implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(SignedIn.class);
    private static final Logger SECURITY = LoggerFactory.getLogger("casegate.security");
    private static final AttributeKey<Authenticated> WHO = new AttributeKey<>();

    private final SignIn signIn;

    public SignedIn(SignIn signIn) {
        this.signIn = signIn;
    }

    /// Who a session is; empty before the sign-in is complete.
    public static Optional<Authenticated> of(Session session) {
        return Optional.ofNullable(session.getAttribute(WHO));
    }

    /// Sends nothing: a packet from here would overtake the answer to the sign-in.
    @Override
    public void sessionEvent(Session session, Event event) {
        if (event != Event.Authenticated) {
            return;
        }
        Optional<Authenticated> who = who(session);
        if (who.isPresent()) {
            session.setAttribute(WHO, who.get());
        } else {
            // the key was withdrawn within this second, or the database is gone
            session.close(true);
        }
    }

    /// MINA says nothing of a sign-in that failed.
    @Override
    public void sessionClosed(Session session) {
        if (!session.isAuthenticated()) {
            address(session).ifPresent(from -> SECURITY.info("gone without signing in by SFTP: address={}",
                    from.getHostAddress()));
        }
    }

    private Optional<Authenticated> who(Session session) {
        List<PublicKey> keys = session.getAttribute(UserAuthPublicKey.AUTHENTICATED_KEYS);
        Optional<InetAddress> from = address(session);
        if (keys == null || keys.isEmpty() || from.isEmpty()) {
            return Optional.empty();
        }
        try {
            return signIn.withKey(session.getUsername(), keys.getLast(), from.get());
        } catch (RuntimeException fault) {
            LOG.error("The sign-in cannot be completed", fault);
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> address(Session session) {
        return session instanceof ServerSession server && server.getClientAddress() instanceof InetSocketAddress client
                ? Optional.of(client.getAddress())
                : Optional.empty();
    }
}
