// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.bcpg.PacketFormat;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.casegate.crypto.seal.Damaged;
import org.casegate.crypto.seal.SessionKey;

/// The public half of a managed key: an OpenPGP certificate of version 6, without any name. Immutable; equal certificates
/// have equal fingerprints.
public final class ManagedCertificate {
    private static final int VERSION = 6;

    private final OpenPGPCertificate certificate;
    private final byte[] octets;

    ManagedCertificate(OpenPGPCertificate certificate) {
        this.certificate = certificate;
        try {
            this.octets = certificate.getEncoded(PacketFormat.CURRENT);
        } catch (IOException e) {
            throw new IllegalStateException("Nothing is written but memory.", e);
        }
    }

    /// Reads a certificate that [#octets()] gave. For certificates of ours only: those of others need a stricter reader.
    ///
    /// @throws Damaged if it is anything else
    public static ManagedCertificate parse(byte[] octets) throws Damaged {
        try {
            ManagedCertificate read = new ManagedCertificate(
                    new BcOpenPGPApi().readKeyOrCertificate().parseCertificate(octets));
            // The reader ignores whatever follows a certificate.
            if (Arrays.equals(octets, read.octets)) {
                return read;
            }
        } catch (IOException | RuntimeException _) {
            // The same refusal.
        }
        throw new Damaged("This is not a certificate of a managed key.");
    }

    /// The certificate without armour; a copy.
    public byte[] octets() {
        return octets.clone();
    }

    /// The identity of the key: 64 hexadecimal digits, lower case.
    public String fingerprint() {
        return HexFormat.of().formatHex(certificate.getFingerprint());
    }

    /// From when on nothing is wrapped to it any more. What was wrapped before still opens.
    public Instant expiresAt() {
        return certificate.getExpirationTime().toInstant();
    }

    /// Wraps a session key: one PKESK packet of version 6, which before the object makes a standard OpenPGP message.
    ///
    /// @throws CertificateNotAlive if the certificate is not valid at this moment
    public byte[] wrap(SessionKey key, Instant now) throws CertificateNotAlive {
        return Pkesk.wrap(key, encryptionKey(now).getPGPPublicKey());
    }

    private OpenPGPComponentKey encryptionKey(Instant now) throws CertificateNotAlive {
        List<OpenPGPComponentKey> alive = certificate.getEncryptionKeys(Date.from(now));
        return alive.stream()
                .filter(key -> key.getVersion() == VERSION && key.getAlgorithm() == PublicKeyAlgorithmTags.X25519)
                .max(Comparator.comparing(OpenPGPComponentKey::getCreationTime))
                .orElseThrow(() -> new CertificateNotAlive(fingerprint(), now));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ManagedCertificate that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
