// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import java.time.LocalDate;
import java.util.List;

/// What a recipient reads before opening anything: who says so, as of when, on what footing.
///
/// @param agreementName    as people call it
/// @param originator       the originating agency's name
/// @param originatedOn     when it was created
/// @param asAt             the date to which it is up to date
/// @param purpose          the code of the agreement's list
/// @param whyNeeded        why this recipient needs it, in the sender's words
/// @param clauses          the clauses that the acceptance relied on, as printed
/// @param sealed           whether its parts are sealed to the own certificate of the recipient's agency, so that he opens them
///                         with its key
/// @param reminderAccepted whether this account has accepted the confidentiality reminder (D-06)
public record CoverPage(InboxPack pack, String agreementName, String agreementVersion, String originator,
        LocalDate originatedOn, LocalDate asAt, String purpose, String whyNeeded, List<CoverPart> parts,
        List<String> clauses, boolean sealed, boolean reminderAccepted) {
    public CoverPage {
        parts = List.copyOf(parts);
        clauses = List.copyOf(clauses);
    }
}
