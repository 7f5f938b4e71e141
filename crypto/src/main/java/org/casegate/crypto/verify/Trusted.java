// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import org.casegate.crypto.tlog.Checkpoint;
import org.casegate.crypto.tlog.SignedCheckpoint;

/// A checkpoint whose signature by the log's key was verified.
///
/// @param name where it was found, as people are told
record Trusted(String name, SignedCheckpoint signed) {
    Checkpoint head() {
        return signed.checkpoint();
    }

    long size() {
        return signed.checkpoint().size();
    }
}
