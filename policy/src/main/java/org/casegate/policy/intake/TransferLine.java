// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;

/// A transfer, as those see it who send and who run the gateway: no name, no case, no content.
///
/// @param agency  the sending agency
/// @param account who sent it
/// @param state   where it stands: REFUSED while it waits for a correction, else as its last entry says
/// @param since   since when it stands so
/// @param parts   how many parts it has
/// @param octets  of content in all of them
public record TransferLine(String transfer, AgreementId agreement, AgencyId agency, AccountId account, String state,
        Instant since, int parts, long octets) {}
