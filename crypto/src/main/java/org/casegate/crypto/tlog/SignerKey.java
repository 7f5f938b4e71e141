// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/// An Ed25519 key that signs checkpoints (the log's own) or cosigns them (a witness's), as its verifier key says.
public final class SignerKey {
    private static final String ALGORITHM = "Ed25519";

    private final VerifierKey verifier;
    private final PrivateKey secret;

    private SignerKey(VerifierKey verifier, PrivateKey secret) {
        this.verifier = verifier;
        this.secret = secret;
    }

    /// Makes a key.
    ///
    /// @param name of the log or of the witness: no blank, no plus sign
    public static SignerKey generate(VerifierKey.Type type, String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded(); // the bare key stands last
            byte[] bare = Arrays.copyOfRange(encoded, encoded.length - VerifierKey.PUBLIC_BYTES, encoded.length);
            return new SignerKey(VerifierKey.of(type, name, bare), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java 25 platform has Ed25519", e);
        }
    }

    /// The key of a seed that was kept.
    ///
    /// @param seed 32 bytes, as [#seed] gave them; whoever has them signs
    /// @throws IllegalArgumentException if the seed is not that of the verifier key
    public static SignerKey of(VerifierKey verifier, byte[] seed) {
        try {
            PrivateKey secret = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            SignerKey key = new SignerKey(verifier, secret);
            byte[] probe = {0};
            if (!verifier.verifies(probe, key.sign(probe))) {
                throw new IllegalArgumentException("The secret is another key's than " + verifier);
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The seed is not that of an Ed25519 key", e);
        }
    }

    /// The 32 bytes that are the secret. The caller hides and clears them.
    public byte[] seed() {
        return ((EdECPrivateKey) secret).getBytes()
                .orElseThrow(() -> new IllegalStateException("An Ed25519 key has its bytes"));
    }

    /// The public half.
    public VerifierKey verifier() {
        return verifier;
    }

    /// The bare signature of 64 bytes over the message.
    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key " + verifier + " does not sign", e);
        }
    }

    /// Never the secret.
    @Override
    public String toString() {
        return "SignerKey[" + verifier + "]";
    }
}
