// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a browser shows to be recognised: 256 random bits. Only its digest is stored, and it does not print itself.
public final class SessionToken {
    private static final int SIZE = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] octets;

    private SessionToken(byte[] octets) {
        this.octets = octets;
    }

    static SessionToken random() {
        byte[] octets = new byte[SIZE];
        RANDOM.nextBytes(octets);
        return new SessionToken(octets);
    }

    /// Reads what [#text] wrote; anything else is no token.
    public static Optional<SessionToken> parse(String text) {
        if (text.length() != 43 || !FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        SessionToken token = new SessionToken(Base64.getUrlDecoder().decode(text));
        return token.text().equals(text) ? Optional.of(token) : Optional.empty();
    }

    /// The cookie's value.
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /// What is stored.
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionToken that && MessageDigest.isEqual(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "a session token";
    }
}
