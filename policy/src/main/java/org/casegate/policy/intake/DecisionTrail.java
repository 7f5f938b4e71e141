// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casegate.policy.agreement.CheckAnswer;

/// One decision as it was taken: by which register and version, from which facts, and what each check said. Codes, ids and
/// numbers only.
///
/// @param register the register's revision
/// @param version  of the agreement; empty where it is not known any more
/// @param facts    what was judged, in the order in which it is told
/// @param checks   in the order in which they ran; a step that fails first leaves the others out
/// @param lost     why there are neither facts nor checks, where something of what was judged is gone
public record DecisionTrail(String transfer, int attempt, long register, Optional<String> version,
        Map<String, String> facts, List<CheckAnswer> checks, Optional<ReplayReport.Lost> lost) {
    public DecisionTrail {
        checks = List.copyOf(checks);
    }
}
