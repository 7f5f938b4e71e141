// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.account;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.session.ServerUserAuthService;
import org.casegate.policy.directory.SignIn;
import org.jspecify.annotations.Nullable;

/// One sign-in for a session, made when the account is known. MINA would make a new one at every service request of the
/// client: attempts counted from nought, time to sign in started anew, a first factor forgotten. And it would offer every
/// account the same methods, because it fixes them before it knows the name.
public final class LazyAuth implements ServiceFactory {
    private static final AttributeKey<OneSignIn> SIGN_IN = new AttributeKey<>();
    private static final String TOO_MANY = "Too many sign-ins failed. Wait 15 minutes, then try again.";

    private final SignIn signIn;
    private final Predicate<Session> uncounted;

    /// For all sessions of a server.
    ///
    /// @param uncounted those that are this gateway's own, and whose failure is nobody's
    public LazyAuth(SignIn signIn, Predicate<Session> uncounted) {
        this.signIn = signIn;
        this.uncounted = uncounted;
    }

    @Override
    public String getName() {
        return "ssh-userauth";
    }

    @Override
    public Service create(Session session) throws IOException {
        if (session.isAuthenticated()) {
            throw new SshException("already signed in");
        }
        return session.computeAttributeIfAbsent(SIGN_IN, _ -> new OneSignIn(session));
    }

    /// Stands for the real service until the first request names the account.
    private final class OneSignIn extends AbstractCloseable implements Service {
        private final Session session;
        private @Nullable ServerUserAuthService real;

        OneSignIn(Session session) {
            this.session = session;
        }

        @Override
        public Session getSession() {
            return session;
        }

        @Override
        public Map<String, Object> getProperties() {
            return Map.of();
        }

        @Override
        public void start() {
            // nothing to do before the first request
        }

        // under the session's lock
        @Override
        public void process(int command, Buffer buffer) throws Exception {
            ServerUserAuthService service = real;
            if (service == null) {
                if (command != SshConstants.SSH_MSG_USERAUTH_REQUEST) {
                    throw new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "no sign-in has begun");
                }
                String account = peekName(buffer);
                if (!SignedIn.claims(session, account, signIn)) {
                    throw new SshException(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, TOO_MANY);
                }
                if (uncounted.test(session)) {
                    SignedIn.counted(session);
                }
                CoreModuleProperties.AUTH_METHODS.set(session,
                        signIn.asksForCode(account) ? "publickey,keyboard-interactive" : "publickey");
                service = new ServerUserAuthService(session);
                real = service;
            }
            service.process(command, buffer);
            // not before: it would overtake the answer to the sign-in
            Optional<String> elsewhere = SignedIn.elsewhere(session);
            if (elsewhere.isPresent()) {
                throw new SshException(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, elsewhere.get());
            }
        }

        private static String peekName(Buffer buffer) {
            int start = buffer.rpos();
            String name = buffer.getString();
            buffer.rpos(start);
            return name;
        }
    }
}
