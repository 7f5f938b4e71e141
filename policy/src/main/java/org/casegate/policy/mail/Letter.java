// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

import java.time.Instant;
import java.util.UUID;

/// One mail: plain text to one address, without attachment.
///
/// @param id      makes its Message-ID, so that the same letter sent twice can be known as one
/// @param subject on one line
/// @param text    lines ended by a line feed
public record Letter(UUID id, Mailbox from, Mailbox to, Instant written, String subject, String text) {
    public Letter {
        if (hasControls(subject, false) || hasControls(text, true)) {
            throw new IllegalArgumentException("a letter holds no control characters but line feeds in its text");
        }
    }

    /// The Message-ID, with its angle brackets.
    public String messageId() {
        return "<" + id + "@" + from.domain() + ">";
    }

    private static boolean hasControls(String text, boolean lines) {
        return text.codePoints().anyMatch(character -> Character.isISOControl(character)
                && !(lines && character == '\n'));
    }

    /// Its id and nothing that it says.
    @Override
    public String toString() {
        return "Letter[" + id + "]";
    }
}
