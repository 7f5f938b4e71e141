// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.credential;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Passwords at rest: Argon2id (RFC 9106) with 19 MiB, two passes, one lane, stored as a PHC string.
///
/// Only so many are computed at once, because each takes memory before anybody has proved who he is; the rest wait.
/// Thread-safe.
public final class PasswordHash {
    private static final int KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int SIZE = 32;
    private static final int SECONDS_IN_THE_QUEUE = 15;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Semaphore permits;

    /// Bounds the memory: each computation takes 19 MiB.
    ///
    /// @param atOnce how many are computed at the same time, at least 1
    public PasswordHash(int atOnce) {
        permits = new Semaphore(atOnce, true);
    }

    /// Hashes a new password with a new salt. The caller overwrites the password.
    ///
    /// @throws Overloaded if too many others are before it
    public String hash(char[] password) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        PhcString form = new PhcString(KIBIBYTES, PASSES, LANES, salt, new byte[SIZE]);
        return new PhcString(KIBIBYTES, PASSES, LANES, salt, compute(password, form)).text();
    }

    /// A stored form that no password has: to verify one against it takes as long as against any other. Nothing is computed.
    public static String ofNobody() {
        byte[] salt = new byte[SALT];
        byte[] hash = new byte[SIZE];
        RANDOM.nextBytes(salt);
        RANDOM.nextBytes(hash);
        return new PhcString(KIBIBYTES, PASSES, LANES, salt, hash).text();
    }

    /// Whether the password belongs to the stored hash. The caller overwrites the password.
    ///
    /// @throws IllegalArgumentException if the stored text is not an Argon2id hash within our bounds
    /// @throws Overloaded if too many others are before it
    public boolean verify(char[] password, String stored) {
        PhcString form = PhcString.parse(stored)
                .orElseThrow(
                        () -> new IllegalArgumentException("the stored hash is not an Argon2id hash within bounds"));
        return MessageDigest.isEqual(form.hash(), compute(password, form));
    }

    private byte[] compute(char[] password, PhcString form) {
        byte[] octets = utf8(password);
        try {
            enter();
            try {
                Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
                argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(form.kibibytes)
                        .withIterations(form.passes).withParallelism(form.lanes).withSalt(form.salt()).build());
                byte[] hash = new byte[form.hash().length];
                argon2.generateBytes(octets, hash);
                return hash;
            } finally {
                permits.release();
            }
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    private void enter() {
        try {
            if (!permits.tryAcquire(SECONDS_IN_THE_QUEUE, TimeUnit.SECONDS)) {
                throw new Overloaded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Overloaded();
        }
    }

    /// Without a string, which could not be overwritten. Half a surrogate pair becomes a question mark.
    private static byte[] utf8(char[] password) {
        byte[] room = new byte[3 * password.length];
        ByteBuffer into = ByteBuffer.wrap(room);
        StandardCharsets.UTF_8.newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(password), into, true);
        byte[] octets = Arrays.copyOf(room, into.position());
        Arrays.fill(room, (byte) 0);
        return octets;
    }

    /// Too many sign-ins at once: nobody was judged, and trying again later may help.
    public static final class Overloaded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overloaded() {
            super("too many passwords are being checked at once");
        }
    }
}
