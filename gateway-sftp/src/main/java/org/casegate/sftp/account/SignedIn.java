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
import org.casegate.policy.directory.SshEntry;
import org.casegate.policy.directory.SshProofs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place of this gateway where a session becomes somebody: when MINA says that every factor was given and verified,
/// and not before. A session without the mark that is set here gets no channel.
public final class SignedIn implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(SignedIn.class);
    private static final AttributeKey<Authenticated> WHO = new AttributeKey<>();
    private static final AttributeKey<String> ELSEWHERE = new AttributeKey<>();
    private static final AttributeKey<String> CLAIMED = new AttributeKey<>();

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
        switch (entry(session)) {
            case SshEntry.In(Authenticated who) -> session.setAttribute(WHO, who);
            case SshEntry.Elsewhere(String sentence) -> {
                session.setAttribute(ELSEWHERE, sentence);
                counted(session); // he has proved who he is, so he guesses nothing
            }
            // the key was withdrawn within this second, or the database is gone
            case SshEntry.Refused() -> session.close(true);
        }
    }

    /// Why somebody who proved who he is was not let in, for him to read.
    static Optional<String> elsewhere(Session session) {
        return Optional.ofNullable(session.getAttribute(ELSEWHERE));
    }

    /// Somebody names an account. MINA says nothing of a sign-in that fails; from here on one counts.
    ///
    /// @return false after too many that failed
    static boolean claims(Session session, String account, SignIn signIn) {
        InetAddress from = address(session).orElseThrow(() -> new IllegalStateException("no address"));
        boolean may = signIn.mayTry(account, from);
        if (may) {
            session.setAttribute(CLAIMED, account);
        }
        return may;
    }

    /// This attempt has been counted already.
    static void counted(Session session) {
        session.removeAttribute(CLAIMED);
    }

    /// Counts whoever named an account and did not become it.
    @Override
    public void sessionClosed(Session session) {
        String account = session.removeAttribute(CLAIMED);
        Optional<InetAddress> from = address(session);
        if (account == null || from.isEmpty() || of(session).isPresent()) {
            return;
        }
        try {
            signIn.failed(account, from.get());
        } catch (RuntimeException fault) {
            LOG.error("A sign-in that failed cannot be counted", fault);
        }
    }

    private SshEntry entry(Session session) {
        List<PublicKey> keys = session.getAttribute(UserAuthPublicKey.AUTHENTICATED_KEYS);
        Optional<InetAddress> from = address(session);
        if (keys == null || keys.isEmpty() || from.isEmpty()) {
            return new SshEntry.Refused();
        }
        try {
            String account = session.getUsername();
            PublicKey key = keys.getLast();
            return signIn.withProofs(account,
                    new SshProofs(key, KeyCheck.shown(session, key), CodeCheck.proved(session)), from.get());
        } catch (RuntimeException fault) {
            LOG.error("The sign-in cannot be completed", fault);
            return new SshEntry.Refused();
        }
    }

    static Optional<InetAddress> address(Session session) {
        return session instanceof ServerSession server && server.getClientAddress() instanceof InetSocketAddress client
                ? Optional.of(client.getAddress())
                : Optional.empty();
    }
}
