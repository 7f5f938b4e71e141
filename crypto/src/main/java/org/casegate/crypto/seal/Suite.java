// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Key, nonces and associated data of one object (RFC 9580 section 5.13.2), over the JDK's AES. One instance either
/// seals or opens; one thread.
final class Suite {
    static final int CHUNK = 65536;
    static final int TAG = 16;
    static final int SALT = 32;
    /// Packet type, version 2, AES-256, GCM, chunks of 2^(10+6) octets.
    private static final byte[] INFO = {(byte) 0xD2, 2, 9, 3, 10};
    private static final int PREFIX = 4;
    private static final int TAG_BITS = 8 * TAG;

    private final byte[] info;
    private final SecretKeySpec key;
    private final byte[] prefix;
    private final Cipher cipher;

    Suite(SessionKey session, byte[] salt) {
        this(session.octets(), salt, INFO, SessionKey.SIZE);
    }

    /// @param session overwritten
    /// @param info what the packet says of itself; other than ours only in a test with the vectors of RFC 9580
    Suite(byte[] session, byte[] salt, byte[] info, int keySize) {
        this.info = info;
        byte[] derived = derive(session, salt, info, keySize + PREFIX);
        key = new SecretKeySpec(derived, 0, keySize, "AES");
        prefix = Arrays.copyOfRange(derived, keySize, keySize + PREFIX);
        Arrays.fill(derived, (byte) 0);
        Arrays.fill(session, (byte) 0);
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /// The body's first octets: version, cipher, mode, chunk size, salt.
    static byte[] header(byte[] salt) {
        byte[] header = Arrays.copyOf(Arrays.copyOfRange(INFO, 1, INFO.length), INFO.length - 1 + SALT);
        System.arraycopy(salt, 0, header, INFO.length - 1, SALT);
        return header;
    }

    static byte[] derive(byte[] secret, byte[] salt, byte[] info, int size) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).thenExpand(info, size));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /// Seals one chunk; each index once in the life of a session key.
    ///
    /// @return octets written to `out`, from 0 on: the chunk and its tag
    int seal(long index, byte[] in, int length, byte[] out) {
        try {
            start(Cipher.ENCRYPT_MODE, index, info);
            return cipher.doFinal(in, 0, length, out, 0);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /// Opens one chunk. On [Damaged] nothing in `out` may be used.
    ///
    /// @param length octets of the chunk with its tag
    /// @return octets written to `out`, from 0 on
    int open(long index, byte[] in, int length, byte[] out) throws Damaged {
        try {
            start(Cipher.DECRYPT_MODE, index, info);
            return cipher.doFinal(in, 0, length, out, 0);
        } catch (AEADBadTagException _) {
            throw new Damaged("A chunk is not as it was sealed.");
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /// The final tag: of nothing, bound to the number of chunks and of plaintext octets.
    byte[] sealTotal(long chunks, long total) {
        try {
            start(Cipher.ENCRYPT_MODE, chunks, withTotal(total));
            return cipher.doFinal();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    void verifyTotal(long chunks, long total, byte[] tag) throws Damaged {
        try {
            start(Cipher.DECRYPT_MODE, chunks, withTotal(total));
            cipher.doFinal(tag);
        } catch (AEADBadTagException _) {
            throw new Damaged("The final tag does not hold for this key and size.");
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private void start(int mode, long index, byte[] associated)
            throws InvalidKeyException, InvalidAlgorithmParameterException {
        byte[] nonce = ByteBuffer.allocate(PREFIX + Long.BYTES).put(prefix).putLong(index).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
    }

    private byte[] withTotal(long total) {
        return ByteBuffer.allocate(info.length + Long.BYTES).put(info).putLong(total).array();
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("Every Java 25 platform has AES-GCM and HKDF, used in this way.", e);
    }
}
