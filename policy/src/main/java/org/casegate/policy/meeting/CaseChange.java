// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import java.util.SortedMap;
import java.util.UUID;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.policy.event.About;
import org.casegate.policy.ledger.StateChange;

/// What a convener's act changes, and what the ledger entry beside it commits to.
///
/// @param subject whose values are committed to: the case, or one of its meetings
record CaseChange(UUID subject, SortedMap<String, Commitment> sealed, StateChange change) {
    About about() {
        return new About(subject, sealed);
    }
}
