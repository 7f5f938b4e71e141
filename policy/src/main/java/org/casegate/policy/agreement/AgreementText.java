// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// An agreement's file, to the octet. Two that differ in a comment are two texts.
public final class AgreementText {
    private final byte[] octets;
    /// Worked out when it is first asked for: that takes a quarter of the time in which the text is read.
    private volatile @Nullable String sha256;

    private AgreementText(byte[] octets) {
        this.octets = octets;
    }

    static AgreementText of(byte[] octets) {
        return new AgreementText(octets.clone());
    }

    /// A copy.
    public byte[] octets() {
        return octets.clone();
    }

    /// 64 hexadecimal digits, lower case.
    public String sha256() {
        String known = sha256;
        if (known == null) {
            known = HexFormat.of().formatHex(digest());
            sha256 = known;
        }
        return known;
    }

    private byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    @Override
    public String toString() {
        return sha256();
    }
}
