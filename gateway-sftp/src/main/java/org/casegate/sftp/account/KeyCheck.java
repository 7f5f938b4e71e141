// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.account;

import java.security.PublicKey;
import java.util.Set;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.casegate.policy.directory.SignIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says whether a key is this account's now, and does nothing else: MINA asks before the client has proved to hold the key,
/// and again before it has verified the proof. Who signed in is settled by [SignedIn].
public final class KeyCheck implements PublickeyAuthenticator {
    private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);
    private static final Set<String> TYPES = Set.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521");

    private final SignIn signIn;

    public KeyCheck(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public boolean authenticate(String account, PublicKey key, ServerSession session) {
        // a certificate would be verified by the key that it brings along; whose that is, nobody here can say
        if (key instanceof OpenSshCertificate || !TYPES.contains(KeyUtils.getKeyType(key))) {
            return false;
        }
        try {
            return signIn.keyIsCurrent(account, key);
        } catch (RuntimeException fault) {
            LOG.error("The sign-in cannot be checked", fault);
            return false;
        }
    }
}
