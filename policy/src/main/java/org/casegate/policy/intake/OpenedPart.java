// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.util.Optional;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;

/// A part that somebody has opened.
///
/// @param account who
/// @param agency  of that account
/// @param role    the role account in which he did, where it was not his own
/// @param part    its number
/// @param entry   ledger index
public record OpenedPart(AccountId account, AgencyId agency, Optional<AccountId> role, int part, Instant at,
        long entry) {}
