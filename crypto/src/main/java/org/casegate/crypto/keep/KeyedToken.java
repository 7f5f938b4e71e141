// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes the tokens by which a name or a case reference is found though it stands nowhere in clear: HMAC-SHA-256 under a
/// key derived from the master key, truncated to 16 octets. Without the master key a dump cannot be tested against
/// guesses. Thread-safe.
public final class KeyedToken {
    private final SecretKeySpec key;

    public KeyedToken(MasterKey master) {
        byte[] octets = master.derive(Purpose.SEARCH);
        key = new SecretKeySpec(octets, "HmacSHA256");
        Arrays.fill(octets, (byte) 0);
    }

    /// The token of some texts: equal for equal texts in the same order and domain, and for nothing else.
    ///
    /// @param domain what is looked up, for example `case`; tokens of different domains never meet
    /// @param parts as the caller has normalised them
    /// @throws IllegalArgumentException if the domain or a part contains NUL, which separates them
    public Token of(String domain, String... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(octets(domain));
            for (String part : parts) {
                mac.update((byte) 0);
                mac.update(octets(part));
            }
            return new Token(Arrays.copyOf(mac.doFinal(), Token.SIZE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
        }
    }

    private static byte[] octets(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A text to look up cannot contain NUL.");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
