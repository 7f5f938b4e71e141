// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.ECPublicBCPGKey;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.api.OpenPGPDefaultPolicy;
import org.bouncycastle.openpgp.api.OpenPGPPolicy;

/// Which algorithms are good enough for what is sealed now and may be attacked for years. Narrower than the library's own list:
/// that takes SHA-1 by the date that a signer claims, RSA of 2048 bits and curves that hardly anybody has looked at.
final class AlgorithmPolicy {
    /// SHA-2 and SHA-3 (RFC 9580 section 9.5).
    private static final Set<Integer> HASHES = Set.of(HashAlgorithmTags.SHA224, HashAlgorithmTags.SHA256,
            HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA3_256, HashAlgorithmTags.SHA3_512);
    private static final String P_256 = "1.2.840.10045.3.1.7";
    private static final String P_384 = "1.3.132.0.34";
    private static final String P_521 = "1.3.132.0.35";
    private static final Set<String> NIST = Set.of(P_256, P_384, P_521);
    private static final String CURVE_25519 = "1.3.6.1.4.1.3029.1.5.1";
    private static final String ED_25519 = "1.3.6.1.4.1.11591.15.1";
    private static final Map<String, String> CURVES = Map.of(
            "1.3.132.0.10", "secp256k1",
            "1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1",
            "1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1",
            "1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1");
    private static final int SHORTEST_RSA_TO_SEAL_TO = 3072;
    private static final int SHORTEST_RSA_TO_SIGN = 2048;
    private static final int LONGEST_RSA = 8192;
    /// A longer one would only make verifying slow.
    private static final int LONGEST_EXPONENT = 32;

    private AlgorithmPolicy() {}

    /// What the library goes by where it looks for signatures that hold.
    static OpenPGPPolicy ofSignatures() {
        return new OpenPGPDefaultPolicy().rejectHashAlgorithm(HashAlgorithmTags.SHA1)
                .rejectHashAlgorithm(HashAlgorithmTags.MD5).rejectHashAlgorithm(HashAlgorithmTags.RIPEMD160);
    }

    static boolean acceptsHash(int algorithm) {
        return HASHES.contains(algorithm);
    }

    /// Why nothing is sealed to this key; nothing where it may be.
    static Optional<String> againstSealingTo(PGPPublicKey key) {
        return switch (key.getAlgorithm()) {
            case PublicKeyAlgorithmTags.X25519, PublicKeyAlgorithmTags.X448 -> Optional.empty();
            case PublicKeyAlgorithmTags.ECDH -> against(key, CURVE_25519);
            case PublicKeyAlgorithmTags.RSA_GENERAL ->
                againstRsa(key, SHORTEST_RSA_TO_SEAL_TO);
            case PublicKeyAlgorithmTags.ELGAMAL_ENCRYPT ->
                Optional.of("is ElGamal");
            default -> Optional.of("is of algorithm %d, which is not one to encrypt with here"
                    .formatted(key.getAlgorithm()));
        };
    }

    /// Why what this key has signed does not count; nothing where it does.
    static Optional<String> againstSigningBy(PGPPublicKey key) {
        return switch (key.getAlgorithm()) {
            case PublicKeyAlgorithmTags.Ed25519, PublicKeyAlgorithmTags.Ed448 -> Optional.empty();
            case PublicKeyAlgorithmTags.EDDSA_LEGACY -> against(key, ED_25519);
            case PublicKeyAlgorithmTags.ECDSA -> against(key, P_256);
            case PublicKeyAlgorithmTags.RSA_GENERAL ->
                againstRsa(key, SHORTEST_RSA_TO_SIGN);
            case PublicKeyAlgorithmTags.DSA -> Optional.of("is DSA");
            default -> Optional.of("is of algorithm %d, which is not one to sign with here"
                    .formatted(key.getAlgorithm()));
        };
    }

    private static Optional<String> againstRsa(PGPPublicKey key, int shortest) {
        if (!(key.getPublicKeyPacket().getKey() instanceof RSAPublicBCPGKey rsa)) {
            return Optional.of("is damaged");
        }
        int bits = rsa.getModulus().bitLength();
        if (bits < shortest) {
            return Optional.of("is RSA of %d bits, and %d are the least".formatted(bits, shortest));
        }
        return bits > LONGEST_RSA || rsa.getPublicExponent().bitLength() > LONGEST_EXPONENT
                ? Optional.of("is RSA of an unusual size")
                : Optional.empty();
    }

    private static Optional<String> against(PGPPublicKey key, String modern) {
        if (!(key.getPublicKeyPacket().getKey() instanceof ECPublicBCPGKey point)) {
            return Optional.of("is damaged");
        }
        String curve = point.getCurveOID().getId();
        boolean accepted = curve.equals(modern)
                || (NIST.contains(curve) && key.getAlgorithm() != PublicKeyAlgorithmTags.EDDSA_LEGACY);
        return accepted
                ? Optional.empty()
                : Optional.of("is on the curve %s".formatted(CURVES.getOrDefault(curve, curve)));
    }
}
