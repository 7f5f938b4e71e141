// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRef;

/// A pack as its sender sees it: a directory below a case.
///
/// @param name the directory's name, as the sender typed it
public record SenderPack(PackId id, AgreementId agreement, CaseRef caseRef, String name, Instant createdAt) {}
