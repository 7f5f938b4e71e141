// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.credential;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stored Argon2id hash: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. Its parameters are capped when it is read, so that a
/// row that somebody planted cannot take the machine's memory.
final class PhcString {
    private static final Pattern FORM = Pattern
            .compile("\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,5}),t=([1-9][0-9]?),p=([1-9])"
                    + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
    private static final int MOST_KIBIBYTES = 65_536;
    private static final int MOST_PASSES = 10;
    private static final int MOST_LANES = 4;
    private static final int LONGEST = 256;

    final int kibibytes;
    final int passes;
    final int lanes;
    private final byte[] salt;
    private final byte[] hash;

    PhcString(int kibibytes, int passes, int lanes, byte[] salt, byte[] hash) {
        this.kibibytes = kibibytes;
        this.passes = passes;
        this.lanes = lanes;
        this.salt = salt;
        this.hash = hash;
    }

    /// Empty unless it has this form within these bounds.
    static Optional<PhcString> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int kibibytes = Integer.parseInt(matcher.group(1));
        int passes = Integer.parseInt(matcher.group(2));
        int lanes = Integer.parseInt(matcher.group(3));
        if (kibibytes > MOST_KIBIBYTES || passes > MOST_PASSES || lanes > MOST_LANES || kibibytes < 8 * lanes) {
            return Optional.empty();
        }
        try {
            byte[] salt = Base64.getDecoder().decode(matcher.group(4));
            byte[] hash = Base64.getDecoder().decode(matcher.group(5));
            return Optional.of(new PhcString(kibibytes, passes, lanes, salt, hash));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    byte[] salt() {
        return salt;
    }

    byte[] hash() {
        return hash;
    }

    /// The stored form.
    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + kibibytes + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt)
                + "$"
                + base64.encodeToString(hash);
    }
}
