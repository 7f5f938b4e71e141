// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.account;

import java.net.InetAddress;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.OpenSshCertificate.CertificateOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.casegate.policy.directory.SignIn;
import org.casegate.policy.directory.SshCertificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says whether a key, or a certificate, is this account's now, and does nothing else: MINA asks before the client has proved to hold the key,
/// and again before it has verified the proof. Who signed in is settled by [SignedIn].
public final class KeyCheck implements PublickeyAuthenticator {
    private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);
    private static final Set<String> TYPES = Set.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521");

    private static final AttributeKey<Map<String, SshCertificate>> SHOWN = new AttributeKey<>();

    private final SignIn signIn;

    public KeyCheck(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public boolean authenticate(String account, PublicKey key, ServerSession session) {
        try {
            return key instanceof OpenSshCertificate certificate
                    ? certifies(account, certificate, session)
                    : TYPES.contains(KeyUtils.getKeyType(key)) && signIn.keyIsCurrent(account, key);
        } catch (RuntimeException fault) {
            LOG.error("The sign-in cannot be checked", fault);
            return false;
        }
    }

    /// The certificate that was shown for a key, and would let the account in; MINA remembers the key alone.
    static Optional<SshCertificate> shown(Session session, PublicKey key) {
        return Optional.ofNullable(session.getAttribute(SHOWN)).map(shown -> shown.get(KeyUtils.getFingerPrint(key)));
    }

    // MINA has verified its form, its kind, its time and its signature, by the key that it brings along
    private boolean certifies(String account, OpenSshCertificate certificate, ServerSession session) {
        List<CertificateOption> critical = certificate.getCriticalOptions();
        boolean wellFormed = certificate.getType() == OpenSshCertificate.Type.USER
                && TYPES.contains(KeyUtils.getKeyType(certificate.getCertPubKey()))
                && TYPES.contains(KeyUtils.getKeyType(certificate.getCaPubKey()))
                && critical.stream().map(CertificateOption::getName).distinct().count() == critical.size();
        Optional<InetAddress> from = SignedIn.address(session);
        if (!wellFormed || from.isEmpty()) {
            return false;
        }
        Map<String, String> options = new HashMap<>();
        critical.forEach(option -> options.put(option.getName(), Objects.requireNonNullElse(option.getData(), "")));
        SshCertificate read = new SshCertificate(certificate.getCertPubKey(), certificate.getCaPubKey(),
                certificate.getSerial(), certificate.getId(), Set.copyOf(certificate.getPrincipals()),
                certificate.getValidAfter(), certificate.getValidBefore(), options);
        boolean current = signIn.certificateIsCurrent(account, read, from.get());
        if (current) {
            session.computeAttributeIfAbsent(SHOWN, _ -> new ConcurrentHashMap<>())
                    .put(KeyUtils.getFingerPrint(read.key()), read);
        }
        return current;
    }
}
