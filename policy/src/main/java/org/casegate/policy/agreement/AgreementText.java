// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// An agreement's file, to the octet. Two that differ in a comment are two texts.
public final class AgreementText {
    private final byte[] octets;
    private final String sha256;

    private AgreementText(byte[] octets, String sha256) {
        this.octets = octets;
        this.sha256 = sha256;
    }

    static AgreementText of(byte[] octets) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
            return new AgreementText(octets.clone(), HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /// A copy.
    public byte[] octets() {
        return octets.clone();
    }

    /// 64 hexadecimal digits, lower case.
    public String sha256() {
        return sha256;
    }

    @Override
    public String toString() {
        return sha256;
    }
}
