// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.credential;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Time-based one-time codes (RFC 6238): six digits, HMAC-SHA-1, steps of 30 seconds, as every authenticator has them.
public final class Totp {
    /// Octets of a new secret (RFC 4226 section 4, R6).
    public static final int SECRET_SIZE = 20;

    private static final int SECONDS = 30;
    private static final int DIGITS = 6;
    /// A phone's clock may be one step off, and people type slowly.
    private static final int DRIFT = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    /// A new secret. The caller overwrites it.
    public static byte[] newSecret() {
        byte[] secret = new byte[SECRET_SIZE];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /// The step that a moment lies in, counted from 1970.
    public static long stepAt(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS);
    }

    /// The code of one step.
    public static String code(byte[] secret, long step) {
        return code(secret, step, DIGITS);
    }

    /// Looks for the step whose code this is, one step around now. Takes the same time whatever the code is.
    ///
    /// @param lastUsed the newest step that was accepted before; it and older ones are never accepted again
    /// @return the step, which the caller must store before he believes it; empty if the code is wrong, old or used
    public static OptionalLong verify(byte[] secret, String code, Instant now, long lastUsed) {
        byte[] given = code.getBytes(StandardCharsets.UTF_8);
        long present = stepAt(now);
        long found = -1;
        for (long step = present - DRIFT; step <= present + DRIFT; step++) {
            boolean equal = MessageDigest.isEqual(given, code(secret, step).getBytes(StandardCharsets.UTF_8));
            if (equal && step > lastUsed) {
                found = step;
            }
        }
        return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
    }

    /// What an authenticator reads from a QR code or a link.
    ///
    /// @param issuer  names the gateway
    /// @param account the account's id
    public static String uri(byte[] secret, String issuer, String account) {
        return "otpauth://totp/" + escape(issuer) + ":" + escape(account) + "?secret=" + Base32.encode(secret)
                + "&issuer="
                + escape(issuer);
    }

    /// @param digits other than six only in a test with the vectors of RFC 6238
    static String code(byte[] secret, long step, int digits) {
        byte[] mac = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = mac[mac.length - 1] & 0xF;
        int number = ByteBuffer.wrap(mac).getInt(offset) & Integer.MAX_VALUE;
        int modulus = 1;
        for (int i = 0; i < digits; i++) {
            modulus *= 10;
        }
        return String.format(Locale.ROOT, "%0" + digits + "d", number % modulus);
    }

    private static byte[] hmac(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA1.", e);
        }
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
