// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;

/// How a pack ended before its time, as it stands in the database.
///
/// @param kind       DECLINED, WITHDRAWN or REPLACED
/// @param entry      ledger index
/// @param octets     of `withdraw.yaml`, where the pack was withdrawn by that file
/// @param replacedBy the correction
record Ending(PackState kind, Instant at, AccountId account, AgencyId agency, long entry, OptionalInt octets,
        Optional<PackId> replacedBy) {}
