// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Looks into a part while it arrives, in memory and with bounded state.
///
/// [Inspector] is fed the octets once, in order; [PartFindings] says what was seen: whether the part is locked, which
/// valid NHS numbers it names, which other identifiers it seems to hold. Text and tables now; a [Detector] for another
/// kind of document takes the text out of it and feeds the same [TextSink]s.
@NullMarked
package org.casegate.policy.inspect;

import org.jspecify.annotations.NullMarked;
