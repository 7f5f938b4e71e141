// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.PreferredAEADCiphersuites;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.SignatureParameters;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;

/// Makes the keys that the gateway manages for recipients: OpenPGP version 6, Ed25519 with an X25519 subkey, no user ID
/// and so no person's name.
public final class ManagedKeys {
    /// How long a new key may be wrapped to.
    public static final Duration VALIDITY = Duration.ofDays(2 * 365);

    private static final int VERSION = 6;

    private ManagedKeys() {}

    /// A new key; its public half is [ManagedSecret#certificate()]. The caller closes it.
    ///
    /// @param now when its two years begin, to the second
    public static ManagedSecret generate(Instant now) {
        SignatureParameters.Callback preferences = SignatureParameters.Callback.Util
                .modifyHashedSubpackets(subpackets -> {
                    expire(subpackets);
                    prefer(subpackets);
                    return subpackets;
                });
        SignatureParameters.Callback expiry = SignatureParameters.Callback.Util.modifyHashedSubpackets(subpackets -> {
            expire(subpackets);
            return subpackets;
        });
        try {
            OpenPGPKey key = new BcOpenPGPApi()
                    .generateKey(VERSION, Date.from(now.truncatedTo(ChronoUnit.SECONDS)), true)
                    .withPrimaryKey(PGPKeyPairGenerator::generateEd25519KeyPair, preferences)
                    .addEncryptionSubkey(PGPKeyPairGenerator::generateX25519KeyPair, expiry).build();
            return new ManagedSecret(key);
        } catch (PGPException | IOException e) {
            throw new IllegalStateException("Ed25519 and X25519 are in the library, and nothing is written but memory.",
                    e);
        }
    }

    /// The library's own expiry is five years.
    private static void expire(PGPSignatureSubpacketGenerator subpackets) {
        subpackets.removePacketsOfType(SignatureSubpacketTags.KEY_EXPIRE_TIME);
        subpackets.setKeyExpirationTime(true, VALIDITY.toSeconds());
    }

    /// The library prefers OCB, which our objects never use: GCM stands first.
    private static void prefer(PGPSignatureSubpacketGenerator subpackets) {
        subpackets.removePacketsOfType(SignatureSubpacketTags.PREFERRED_AEAD_ALGORITHMS);
        subpackets.setPreferredAEADCiphersuites(PreferredAEADCiphersuites.builder(false)
                .addCombination(SymmetricKeyAlgorithmTags.AES_256, AEADAlgorithmTags.GCM)
                .addCombination(SymmetricKeyAlgorithmTags.AES_256, AEADAlgorithmTags.OCB)
                .addCombination(SymmetricKeyAlgorithmTags.AES_128, AEADAlgorithmTags.OCB));
    }
}
