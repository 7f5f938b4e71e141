// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import java.time.Instant;
import java.util.Optional;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.intake.PackId;

/// A pack that a recipient may see, as a line of the inbox.
///
/// @param transfer   the transfer's id, for example `ST-2026-000123`
/// @param caseRef    in clear: only a named recipient ever sees it
/// @param sender     the sending agency's name
/// @param acceptedAt when the gateway accepted it
/// @param parts      how many parts it was accepted with
public record InboxPack(PackId id, String transfer, AgreementId agreement, String caseRef, String sender,
        Instant acceptedAt, Optional<Instant> meetingAt, int parts) {}
