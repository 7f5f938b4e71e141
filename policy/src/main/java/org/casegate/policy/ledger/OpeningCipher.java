// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.crypto.tlog.Salt;

/// One subject's key at work: `01 ‖ nonce(12) ‖ AES-256-GCM(salt ‖ value) ‖ tag(16)`, bound to subject and field, so that a
/// row moved elsewhere does not open.
final class OpeningCipher {
    static final int KEY_BYTES = 32;
    private static final byte FORM = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int LEAST = 1 + NONCE_BYTES + Salt.SIZE_BYTES + TAG_BYTES;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final UUID subject;
    private final SecretKey key;

    OpeningCipher(UUID subject, byte[] key) {
        this.subject = subject;
        this.key = new SecretKeySpec(key, "AES");
    }

    static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    Salt salt() {
        return Salt.random(RANDOM);
    }

    /// Salt and value behind a commitment.
    record Opened(Salt salt, String value) {
        Commitment commitment(String field) {
            return Commitment.to(salt, field, value);
        }

        /// Never the value.
        @Override
        public String toString() {
            return "Opened";
        }
    }

    byte[] seal(String field, Salt salt, String value) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] clear = value.getBytes(UTF_8);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, 0, field);
            ByteBuffer row = ByteBuffer.allocate(LEAST + clear.length).put(FORM).put(nonce);
            row.put(cipher.update(salt.bytes())).put(cipher.doFinal(clear));
            return row.array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    /// @return nothing if the row does not open here: altered, moved, or under another key
    Optional<Opened> open(String field, byte[] row) {
        if (row.length < LEAST || row[0] != FORM) {
            return Optional.empty();
        }
        try {
            byte[] clear = cipher(Cipher.DECRYPT_MODE, row, 1, field)
                    .doFinal(row, 1 + NONCE_BYTES, row.length - 1 - NONCE_BYTES);
            return Optional.of(new Opened(Salt.of(Arrays.copyOf(clear, Salt.SIZE_BYTES)),
                    new String(clear, Salt.SIZE_BYTES, clear.length - Salt.SIZE_BYTES, UTF_8)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, int from, String field) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce, from, NONCE_BYTES));
        cipher.updateAAD("casegate/opening/1\0".getBytes(UTF_8));
        cipher.updateAAD(ByteBuffer.allocate(16).putLong(subject.getMostSignificantBits())
                .putLong(subject.getLeastSignificantBits()).array());
        cipher.updateAAD(field.getBytes(UTF_8));
        return cipher;
    }
}
