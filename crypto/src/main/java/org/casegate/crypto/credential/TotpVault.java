// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.crypto.keep.Purpose;

/// One-time-code secrets at rest: AES-256-GCM under a key derived from the master key, each bound to its account, so that
/// neither a copy of the database nor a row moved to another account is of use. Thread-safe.
///
/// Form: version 1, nonce (12 octets), ciphertext with tag. The nonce is random: a site seals far fewer secrets than the
/// 2^32 that this allows.
public final class TotpVault {
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /// Takes what it needs from the master key and does not keep it.
    public TotpVault(MasterKey master) {
        byte[] derived = master.derive(Purpose.TOTP);
        key = new SecretKeySpec(derived, "AES");
        Arrays.fill(derived, (byte) 0);
    }

    /// Seals the secret of one account.
    public byte[] seal(byte[] secret, String account) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, nonce, account).doFinal(secret);
            byte[] row = new byte[1 + NONCE + ciphertext.length];
            row[0] = VERSION;
            System.arraycopy(nonce, 0, row, 1, NONCE);
            System.arraycopy(ciphertext, 0, row, 1 + NONCE, ciphertext.length);
            return row;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM.", e);
        }
    }

    /// Opens what was sealed for this account. The caller overwrites it.
    ///
    /// @throws IllegalArgumentException if it was sealed for another account, under another master key, or changed
    public byte[] open(byte[] row, String account) {
        if (row.length <= 1 + NONCE || row[0] != VERSION) {
            throw new IllegalArgumentException("this is no sealed one-time-code secret");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOfRange(row, 1, 1 + NONCE), account);
            return cipher.doFinal(row, 1 + NONCE, row.length - 1 - NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the one-time-code secret of " + account + " does not open", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String account) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("casegate/totp/v1\0" + account).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
