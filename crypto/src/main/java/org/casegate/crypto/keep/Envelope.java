// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.casegate.crypto.seal.Damaged;

/// The form in which every secret rests in a row: `01 ‖ key id(8) ‖ nonce(12) ‖ AES-256-GCM(payload) ‖ tag(16)`, with the
/// row's [Binding] as associated data. Nonces are random, which is safe far below 2^32 envelopes per key.
///
/// What the row's life should end lies under an epoch key; what outlives the weeks (credentials, managed secret keys)
/// under a key that the master key gives for one [Purpose].
public final class Envelope {
    /// Octets of an envelope beyond its payload.
    public static final int OVERHEAD = 37;

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int NONCE_AT = 1 + EpochKeyId.SIZE;
    private static final int SEALED_AT = NONCE_AT + NONCE;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Envelope() {}

    /// Seals under an epoch key: nearly always [EpochKeys#current()].
    ///
    /// @throws KeyUnavailable if the key was destroyed meanwhile
    public static byte[] seal(EpochKey key, byte[] payload, Binding binding) throws KeyUnavailable {
        return seal(key.octets(), key.id().value(), payload, binding);
    }

    /// Opens a row that was sealed under any key in the ring.
    ///
    /// @return the payload, which the caller overwrites after use
    /// @throws KeyUnavailable if the ring does not have the row's key
    /// @throws Damaged if the row was altered or belongs elsewhere
    public static byte[] open(EpochKeys keys, byte[] row, Binding binding) throws IOException {
        EpochKeyId id = keyIdOf(row);
        EpochKey key = keys.find(id).orElseThrow(() -> KeyUnavailable.of(id));
        return open(key.octets(), row, binding);
    }

    /// The same with the row's key at hand, for many rows at one moment.
    ///
    /// @throws KeyUnavailable if the key was destroyed meanwhile
    public static byte[] open(EpochKey key, byte[] row, Binding binding) throws IOException {
        if (!keyIdOf(row).equals(key.id())) {
            throw KeyUnavailable.of(keyIdOf(row));
        }
        return open(key.octets(), row, binding);
    }

    /// The same payload under the current epoch key; the row itself where it lies under that one already.
    ///
    /// @throws KeyUnavailable if the ring does not have the row's key
    /// @throws Damaged if the row was altered or belongs elsewhere
    public static byte[] rewrap(EpochKeys keys, byte[] row, Binding binding) throws IOException {
        byte[] payload = open(keys, row, binding);
        try {
            EpochKey current = keys.current();
            return keyIdOf(row).equals(current.id()) ? row.clone() : seal(current, payload, binding);
        } finally {
            Arrays.fill(payload, (byte) 0);
        }
    }

    /// Seals what outlives the weeks, under the key that the master key gives for the purpose.
    public static byte[] seal(MasterKey master, Purpose purpose, byte[] payload, Binding binding) {
        return seal(master.derive(purpose), master.id(purpose), payload, binding);
    }

    /// Opens what was sealed under the master key for the purpose.
    ///
    /// @return the payload, which the caller overwrites after use
    /// @throws KeyUnavailable if it was sealed under another master key or for another purpose
    /// @throws Damaged if the row was altered or belongs elsewhere
    public static byte[] open(MasterKey master, Purpose purpose, byte[] row, Binding binding) throws IOException {
        EpochKeyId id = keyIdOf(row);
        if (id.value() != master.id(purpose)) {
            throw KeyUnavailable.ofMaster(id);
        }
        return open(master.derive(purpose), row, binding);
    }

    /// The id of the key that a row lies under.
    ///
    /// @throws Damaged if it is no envelope
    public static EpochKeyId keyIdOf(byte[] row) throws Damaged {
        if (row.length < OVERHEAD || row[0] != VERSION) {
            throw new Damaged("This is not an envelope.");
        }
        return new EpochKeyId(ByteBuffer.wrap(row, 1, EpochKeyId.SIZE).getLong());
    }

    private static byte[] seal(byte[] key, long id, byte[] payload, Binding binding) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] row = new byte[OVERHEAD + payload.length];
        ByteBuffer.wrap(row).put(VERSION).putLong(id).put(nonce);
        try {
            cipher(Cipher.ENCRYPT_MODE, key, nonce, binding).doFinal(payload, 0, payload.length, row, SEALED_AT);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
        return row;
    }

    private static byte[] open(byte[] key, byte[] row, Binding binding) throws Damaged {
        byte[] nonce = Arrays.copyOfRange(row, NONCE_AT, SEALED_AT);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, binding).doFinal(row, SEALED_AT, row.length - SEALED_AT);
        } catch (AEADBadTagException _) {
            throw new Damaged("The envelope was altered, or does not belong to this row.");
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /// Overwrites the key.
    private static Cipher cipher(int mode, byte[] key, byte[] nonce, Binding binding) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        Arrays.fill(key, (byte) 0);
        cipher.updateAAD(binding.octets());
        return cipher;
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("Every Java 25 platform has AES-GCM, used in this way.", e);
    }
}
