// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.bcpg.PacketFormat;
import org.bouncycastle.bcpg.PublicKeyEncSessionPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.OpenPGPKey.OpenPGPSecretKey;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.casegate.crypto.seal.Damaged;
import org.casegate.crypto.seal.SessionKey;

/// The secret half of a managed key: held in memory only while a wrap is opened, and otherwise sealed
/// ([org.casegate.crypto.keep.ManagedSecrets]). It has no passphrase, which on a server would lie beside it. Its owner
/// closes it; it shows itself nowhere.
public final class ManagedSecret implements AutoCloseable {
    private final OpenPGPKey key;
    private final byte[] octets;
    private boolean closed;

    ManagedSecret(OpenPGPKey key) throws IOException {
        this.key = key;
        this.octets = key.getEncoded(PacketFormat.CURRENT);
    }

    /// Takes up a key that [#octets()] gave. Secret keys from elsewhere are never read.
    ///
    /// @throws Damaged if it is anything else
    public static ManagedSecret restore(byte[] octets) throws Damaged {
        try {
            ManagedSecret read = new ManagedSecret(new BcOpenPGPApi().readKeyOrCertificate().parseKey(octets));
            boolean unlocked = read.key.getSecretKeys().values().stream().noneMatch(OpenPGPSecretKey::isLocked);
            if (unlocked && Arrays.equals(octets, read.octets)) {
                return read;
            }
        } catch (IOException | RuntimeException _) {
            // The same refusal.
        }
        throw new Damaged("This is not the secret half of a managed key.");
    }

    /// The secret key in clear; the caller seals and then overwrites it.
    public byte[] octets() {
        requireOpen();
        return octets.clone();
    }

    /// The public half.
    public ManagedCertificate certificate() {
        return new ManagedCertificate(key.toCertificate());
    }

    /// Unwraps a session key; the caller closes it. An expired key still opens what was wrapped to it.
    ///
    /// @param pkesk one PKESK packet of version 6
    /// @throws Damaged if it is anything else, or was not wrapped to this key
    public SessionKey unwrap(byte[] pkesk) throws Damaged {
        requireOpen();
        PublicKeyEncSessionPacket packet = Pkesk.parse(pkesk);
        return Pkesk.unwrap(packet, keyPair(packet));
    }

    /// Overwrites what this class holds; copies inside the library are left to the garbage collector.
    @Override
    public void close() {
        closed = true;
        Arrays.fill(octets, (byte) 0);
    }

    /// The library does not compare the fingerprint in the packet.
    private PGPKeyPair keyPair(PublicKeyEncSessionPacket packet) throws Damaged {
        for (OpenPGPSecretKey candidate : key.getSecretKeys().values()) {
            if (Arrays.equals(candidate.getPGPPublicKey().getFingerprint(), packet.getKeyFingerprint())
                    && candidate.getAlgorithm() == packet.getAlgorithm()) {
                return unlocked(candidate);
            }
        }
        throw new Damaged("The session key was wrapped to another key.");
    }

    private static PGPKeyPair unlocked(OpenPGPSecretKey key) {
        try {
            return key.unlock().getKeyPair();
        } catch (PGPException e) {
            throw new IllegalStateException("A managed key has no passphrase.", e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The managed key is closed.");
        }
    }
}
