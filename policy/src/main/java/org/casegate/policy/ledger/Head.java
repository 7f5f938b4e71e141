// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.time.Instant;
import org.casegate.crypto.tlog.Frontier;
import org.casegate.crypto.tlog.Hash;

/// Where the ledger ends.
///
/// @param frontier of the tree over all entries; its size is the next index
/// @param prev     leaf hash of the last entry, zeros where there is none
/// @param at       time of the last entry
record Head(Frontier frontier, Hash prev, Instant at) {
    long size() {
        return frontier.size();
    }
}
