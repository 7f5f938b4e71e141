// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.account;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;

import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSAUtils;
import org.apache.sshd.common.util.security.eddsa.generic.GenericSignatureEd25519;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.jspecify.annotations.Nullable;

/// Signs and verifies by Bouncy Castle's classes, without its provider (RFC 8032; RFC 8709 for its form in SSH). The JDK takes ten
/// times as long for each, and a sign-in waits for one of either: that was a seventh of all that it cost.
final class LightEd25519 extends GenericSignatureEd25519 {
    private final Ed25519Signer signer = new Ed25519Signer();

    LightEd25519() {
        super(SecurityUtils.ED25519);
    }

    @Override
    public void initVerifier(@Nullable SessionContext session, PublicKey key) throws InvalidKeyException {
        try {
            signer.init(false, new Ed25519PublicKeyParameters(EdDSAUtils.getBytes(key)));
        } catch (IllegalArgumentException notAPoint) {
            throw new InvalidKeyException("not a public key of Ed25519", notAPoint);
        }
    }

    @Override
    public void initSigner(@Nullable SessionContext session, PrivateKey key) throws InvalidKeyException {
        byte[] secret = EdDSAUtils.getBytes(key);
        try {
            signer.init(true, new Ed25519PrivateKeyParameters(secret));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public void update(@Nullable SessionContext session, byte[] octets, int from, int length) {
        signer.update(octets, from, length);
    }

    @Override
    public byte[] sign(@Nullable SessionContext session) {
        return signer.generateSignature();
    }

    @Override
    protected boolean doVerify(byte[] signature) {
        return signer.verifySignature(signature);
    }
}
