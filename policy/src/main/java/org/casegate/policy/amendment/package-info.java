// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// How the register and the agreements change: [org.casegate.policy.amendment.Amendments] does at once what is an operation,
/// and keeps what amends an agreement waiting until everybody whom the agreement asks has approved it (A-46, OB-001 to OB-004).
/// [org.casegate.policy.amendment.AgreementVersions] keeps the texts and says which one is in force.
///
/// Each change, each proposal and each approval is committed with its ledger entries.
@NullMarked
package org.casegate.policy.amendment;

import org.jspecify.annotations.NullMarked;
