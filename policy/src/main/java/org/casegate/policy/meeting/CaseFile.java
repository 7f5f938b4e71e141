// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.casegate.policy.manifest.Settled;
import org.casegate.policy.register.CaseRecord;

/// A case as it stands.
///
/// @param id       the subject of its reference and of what is settled, in the ledger's openings
/// @param settled  what its convener settled, its purpose and meetings included
/// @param revision grows with each change of the case or of its meetings: what was judged by one holds under no other
/// @param closedAt since when nothing more is taken for it
public record CaseFile(UUID id, CaseRecord record, Settled settled, long revision, Optional<Instant> closedAt) {

    /// The same at another revision.
    public CaseFile atRevision(long another) {
        return new CaseFile(id, record, settled, another, closedAt);
    }

    public boolean isOpen() {
        return closedAt.isEmpty();
    }
}
