// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.ContainedPacket;
import org.bouncycastle.bcpg.PacketFormat;
import org.bouncycastle.bcpg.PublicKeyEncSessionPacket;
import org.bouncycastle.bcpg.SymmetricEncIntegrityPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.casegate.crypto.seal.Damaged;
import org.casegate.crypto.seal.SessionKey;

/// PKESK packets (RFC 9580 section 5.1): of version 6 for our objects, AES-256, GCM, chunks of 64 KiB; of version 3 for the
/// compatible ones, which are only ever written.
final class Pkesk {
    private static final int AES_256 = 9;
    private static final int GCM = 3;
    private static final int CHUNK_OCTET = 10;
    /// Bouncy Castle's encryptor wants the logarithm of the chunk's size, the packet its octet.
    private static final int CHUNK_LOG = CHUNK_OCTET + 6;

    private static final int VERSION = 6;
    private static final int TYPE = 0xC1;
    private static final int HEADER = 2;
    private static final int LONGEST_ONE_OCTET_LENGTH = 191;

    private Pkesk() {}

    /// Wraps the session key of an object of ours.
    static byte[] wrap(SessionKey key, PGPPublicKey to) {
        BcPGPDataEncryptorBuilder message = new BcPGPDataEncryptorBuilder(AES_256);
        message.setWithAEAD(GCM, CHUNK_LOG);
        message.setUseV6AEAD();
        return wrap(key, to, message);
    }

    /// Wraps the session key of a compatible object. Versions of both packets go together, never mixed.
    static byte[] wrapCompatible(SessionKey key, PGPPublicKey to) {
        return wrap(key, to, new BcPGPDataEncryptorBuilder(AES_256).setWithIntegrityPacket(true));
    }

    private static byte[] wrap(SessionKey key, PGPPublicKey to, BcPGPDataEncryptorBuilder message) {
        byte[] octets = key.octets();
        try {
            ContainedPacket packet = new BcPublicKeyKeyEncryptionMethodGenerator(to).generate(message, octets);
            // Without the format the library writes the legacy header.
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            packet.encode(new BCPGOutputStream(encoded, PacketFormat.CURRENT));
            return encoded.toByteArray();
        } catch (PGPException | IOException e) {
            throw new IllegalStateException("A certificate that holds can always be wrapped to.", e);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /// Reads one packet of version 6, for a key of version 6, that fills the array.
    static PublicKeyEncSessionPacket parse(byte[] octets) throws Damaged {
        boolean whole = octets.length > HEADER && (octets[0] & 0xFF) == TYPE
                && octets.length - HEADER <= LONGEST_ONE_OCTET_LENGTH && (octets[1] & 0xFF) == octets.length - HEADER;
        if (!whole) {
            throw new Damaged("This is not one wrapped session key.");
        }
        // Bouncy Castle says what it dislikes with exceptions of every kind.
        try (BCPGInputStream in = new BCPGInputStream(new ByteArrayInputStream(octets))) {
            if (in.readPacket() instanceof PublicKeyEncSessionPacket packet && packet.getVersion() == VERSION
                    && packet.getKeyVersion() == VERSION) {
                return packet;
            }
        } catch (IOException | RuntimeException _) {
            // The same refusal.
        }
        throw new Damaged("This is not one wrapped session key.");
    }

    /// Unwraps a session key with the key that the packet names; that it names this one, the caller has compared.
    static SessionKey unwrap(PublicKeyEncSessionPacket packet, PGPKeyPair key) throws Damaged {
        byte[] data = recover(packet, key, AES_256);
        try {
            if (data.length != 1 + SessionKey.SIZE || data[0] != AES_256) {
                throw new Damaged("What was wrapped is not a session key of ours.");
            }
            return SessionKey.copyOf(Arrays.copyOfRange(data, 1, data.length));
        } finally {
            Arrays.fill(data, (byte) 0);
        }
    }

    /// The cipher's number, then the session key.
    static byte[] recover(PublicKeyEncSessionPacket packet, PGPKeyPair key, int cipher) throws Damaged {
        // Without the object: the reader wants to know only which version and cipher the message after it has.
        SymmetricEncIntegrityPacket message = SymmetricEncIntegrityPacket.createVersion2Packet(cipher, GCM, CHUNK_OCTET,
                new byte[32]);
        try {
            return new BcPublicKeyDataDecryptorFactory(key).recoverSessionData(packet, message);
        } catch (PGPException | RuntimeException _) {
            throw new Damaged("The session key was not wrapped to this key, or the wrap was altered.");
        }
    }
}
