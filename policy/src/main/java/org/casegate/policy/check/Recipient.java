// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Optional;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;

/// One account that may collect a pack, with its agency's own id (never an alias).
///
/// @param controller the body that controls what is collected there, where it is another than the agency
public record Recipient(AgencyId agency, AccountId account, Optional<AgencyId> controller) {

    /// An account whose agency controls what it collects.
    public Recipient(AgencyId agency, AccountId account) {
        this(agency, account, Optional.empty());
    }
}
