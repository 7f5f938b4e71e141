// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;

/// Refuses a body that has not attested that it assessed the risks to privacy and controls them.
record RiskControls(Side side) implements Check {

    @Override
    public Answer weigh(Matter matter) {
        return Answer.of(side.agencies(matter).stream()
                .filter(agency -> !matter.standing().admissions().hasRiskControls(agency, matter.today()))
                .map(agency -> Breach.of(Code.RISK_CONTROLS_MISSING).with(side.word(), matter.nameOf(agency)))
                .toList());
    }

    @Override
    public Set<String> sentences() {
        return Set.of("RISK-CONTROLS-MISSING");
    }
}
