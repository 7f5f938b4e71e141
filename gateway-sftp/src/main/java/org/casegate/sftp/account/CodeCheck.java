// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.account;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.casegate.policy.directory.ProvedCode;
import org.casegate.policy.directory.SignIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks for a one-time code (RFC 4256) after the key. MINA lets nobody get here without the key, and only accounts whose
/// agency asks for a code; [SignedIn] looks again.
public final class CodeCheck implements KeyboardInteractiveAuthenticator {
    private static final Logger LOG = LoggerFactory.getLogger(CodeCheck.class);
    private static final AttributeKey<ProvedCode> PROVED = new AttributeKey<>();
    private static final int LONGEST = 32;

    private final SignIn signIn;

    public CodeCheck(SignIn signIn) {
        this.signIn = signIn;
    }

    /// The code that was right in this session.
    static Optional<ProvedCode> proved(Session session) {
        return Optional.ofNullable(session.getAttribute(PROVED));
    }

    @Override
    public InteractiveChallenge generateChallenge(ServerSession session, String account, String language,
            String methods) {
        InteractiveChallenge challenge = new InteractiveChallenge();
        challenge.setInteractionName("");
        challenge.setInteractionInstruction("");
        challenge.setLanguageTag("");
        challenge.addPrompt("One-time code: ", false);
        return challenge;
    }

    @Override
    public boolean authenticate(ServerSession session, String account, List<String> answers) {
        Optional<InetAddress> from = SignedIn.address(session);
        if (answers.size() != 1 || answers.getFirst().length() > LONGEST || from.isEmpty()) {
            return false;
        }
        try {
            Optional<ProvedCode> code = signIn.withCode(account, answers.getFirst().strip(), from.get());
            code.ifPresentOrElse(right -> session.setAttribute(PROVED, right), () -> SignedIn.counted(session));
            return code.isPresent();
        } catch (RuntimeException fault) {
            LOG.error("A one-time code cannot be checked", fault);
            return false;
        }
    }
}
