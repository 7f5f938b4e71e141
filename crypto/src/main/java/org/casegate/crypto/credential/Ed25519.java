// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.credential;

import java.security.InvalidKeyException;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// One signature of Ed25519 (RFC 8032), made or verified, by Bouncy Castle's classes: the JDK takes ten times as long, and whoever
/// signs in waits for one of either. One thread.
public final class Ed25519 {
    private final Ed25519Signer signer;

    private Ed25519(Ed25519Signer signer) {
        this.signer = signer;
    }

    /// To sign.
    ///
    /// @param secret 32 octets; the caller overwrites them
    public static Ed25519 signing(byte[] secret) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, new Ed25519PrivateKeyParameters(secret));
        return new Ed25519(signer);
    }

    /// To verify.
    ///
    /// @param key 32 octets
    /// @throws InvalidKeyException if they are no point of the curve
    public static Ed25519 verifying(byte[] key) throws InvalidKeyException {
        try {
            Ed25519Signer signer = new Ed25519Signer();
            signer.init(false, new Ed25519PublicKeyParameters(key));
            return new Ed25519(signer);
        } catch (IllegalArgumentException notAPoint) {
            throw new InvalidKeyException("not a public key of Ed25519", notAPoint);
        }
    }

    /// More of what is signed.
    public void update(byte[] octets, int from, int length) {
        signer.update(octets, from, length);
    }

    /// The signature, 64 octets.
    public byte[] sign() {
        return signer.generateSignature();
    }

    /// Whether that is the signature.
    public boolean verify(byte[] signature) {
        return signer.verifySignature(signature);
    }
}
