// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import java.util.UUID;
import org.casegate.policy.register.CaseRecord;

/// A case that is open.
///
/// @param id the subject of its reference, in the ledger's openings
public record CaseFile(UUID id, CaseRecord record) {}
