// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.account;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureException;
import java.util.Arrays;

import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSAUtils;
import org.apache.sshd.common.util.security.eddsa.generic.GenericSignatureEd25519;
import org.casegate.crypto.credential.Ed25519;
import org.jspecify.annotations.Nullable;

/// [Ed25519] in the form that SSH gives it (RFC 8709).
final class LightEd25519 extends GenericSignatureEd25519 {
    private @Nullable Ed25519 signature;

    LightEd25519() {
        super(SecurityUtils.ED25519);
    }

    @Override
    public void initVerifier(@Nullable SessionContext session, PublicKey key) throws InvalidKeyException {
        signature = Ed25519.verifying(EdDSAUtils.getBytes(key));
    }

    @Override
    public void initSigner(@Nullable SessionContext session, PrivateKey key) throws InvalidKeyException {
        byte[] secret = EdDSAUtils.getBytes(key);
        try {
            signature = Ed25519.signing(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public void update(@Nullable SessionContext session, byte[] octets, int from, int length)
            throws SignatureException {
        begun().update(octets, from, length);
    }

    @Override
    public byte[] sign(@Nullable SessionContext session) throws SignatureException {
        return begun().sign();
    }

    @Override
    protected boolean doVerify(byte[] shown) throws SignatureException {
        return begun().verify(shown);
    }

    private Ed25519 begun() throws SignatureException {
        Ed25519 begun = signature;
        if (begun == null) {
            throw new SignatureException("no key was given");
        }
        return begun;
    }
}
