// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The SHA-256 of a part's content, taken while it is sealed: what manifest, receipt and ledger speak of. One thread.
public final class ContentHash {
    private final MessageDigest digest;

    public ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    public void update(byte[] octets, int from, int length) {
        digest.update(octets, from, length);
    }

    /// The digest of all that was given; the hash starts anew.
    public Sha256 finish() {
        return Sha256.copyOf(digest.digest());
    }
}
