// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

/// What a key derived from the master key is for: one purpose, one key. A label never changes, or what was sealed under it
/// would open no more.
public enum Purpose {
    /// Seals the ring of epoch keys.
    RING("ring"),
    /// Seals the secret keys that the gateway manages for recipients.
    MANAGED("managed"),
    /// Seals the certificates of agencies, which nobody else may put in place.
    CERTIFICATE("certificate"),
    /// Makes the keyed tokens by which names and case references are found.
    SEARCH("search"),
    /// Seals the one-time-code secrets of accounts.
    TOTP("totp"),
    /// Seals the key that signs checkpoints.
    CHECKPOINT("checkpoint"),
    /// Seals what a gateway owes to the ledger while that cannot be written.
    OWED("owed"),
    /// Makes the value by which a wrong master key is recognised.
    CHECK("check");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
