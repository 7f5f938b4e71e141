// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// A case as its convener opened it. A sender can neither open one nor override what it settles.
///
/// @param purpose    the purpose code that every pack of the case shares
/// @param senders    the agencies that may send
/// @param recipients the accounts that may be named; empty means that the convener left it open
public record CaseRecord(AgreementId agreement, CaseRef caseRef, String purpose, Set<AgencyId> senders,
        Set<AccountId> recipients, List<Meeting> meetings) {

    public CaseRecord {
        senders = Set.copyOf(senders);
        recipients = Set.copyOf(recipients);
        meetings = List.copyOf(meetings);
    }

    /// A meeting of the case.
    public record Meeting(MeetingRef ref, Instant at) {}
}
