// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.casegate.policy.notice.NoticeMatter;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;

/// A pack as it stands in the database.
///
/// @param revision grows with each change of what would be judged
/// @param attempts judgements so far
/// @param begunAt  from when on the time counts in which it must be finished
record PackRow(PackId id, UUID caseId, AgreementId agreement, AccountId account, AgencyId agency,
        Optional<String> transfer, PackState state, long revision, int attempts, Instant createdAt, Instant begunAt,
        Instant changedAt) {

    /// What a notice about it names.
    NoticeMatter matter() {
        return NoticeMatter.of(agreement, caseId, id.value(), agency);
    }
}
