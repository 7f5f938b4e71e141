// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Looks into a part while it arrives, in memory and with bounded state.
///
/// [Inspector] is fed the octets once, in order; [PartFindings] says what was seen: whether the part is locked, which
/// valid NHS numbers it names, which other identifiers it seems to hold. Plain text now; documents come later.
@NullMarked
package org.casegate.policy.inspect;

import org.jspecify.annotations.NullMarked;
