// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Random values for nonces and cookies, and the token that a form carries.
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /// 128 bits in Base64, for one response's `nonce`.
    static String nonce() {
        return Base64.getEncoder().withoutPadding().encodeToString(random(16));
    }

    /// 256 bits in URL-safe Base64, for a cookie.
    static String cookieValue() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(32));
    }

    /// The synchroniser token of all forms that go with a cookie. It follows from the cookie, which no script and no other
    /// site can read, so every node of a gateway accepts it and none has to keep it; the cookie does not follow from it.
    static String formToken(String cookie) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(derive(cookie, "casegate form"));
    }

    /// A key for one purpose that follows from a cookie.
    static byte[] derive(String cookie, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(cookie.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Compares in constant time.
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] random(int count) {
        byte[] octets = new byte[count];
        RANDOM.nextBytes(octets);
        return octets;
    }
}
