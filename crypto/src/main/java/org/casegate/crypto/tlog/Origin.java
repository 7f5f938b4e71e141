// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

/// The name of a log: where it is published, and which epoch of it this is.
///
/// A gateway that goes on from a backup does not know what was appended and signed after it. It must never sign a second
/// history under the same name, so it begins the next epoch: a new log under a new name, with a new key.
///
/// @param prefix public address without scheme and last slash, such as `gateway.example/ledger`
/// @param epoch  from 1
public record Origin(String prefix, int epoch) {
    public Origin {
        if (!VerifierKey.isName(prefix) || prefix.endsWith("/") || prefix.contains("://")) {
            throw new IllegalArgumentException("`" + prefix + "` is no ledger's address: it has no scheme, no blank,"
                    + " no plus sign and no slash at its end");
        }
        if (epoch < 1) {
            throw new IllegalArgumentException("Epochs count from 1");
        }
    }

    /// The first log of a gateway.
    public static Origin first(String prefix) {
        return new Origin(prefix, 1);
    }

    /// As its key and its checkpoints carry it: `prefix/epoch`.
    @Override
    public String toString() {
        return prefix + "/" + epoch;
    }
}
