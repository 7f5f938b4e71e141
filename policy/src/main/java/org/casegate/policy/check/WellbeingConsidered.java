// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;

/// Refuses a pack that does not consider the safety and wellbeing of the people in it. A pack in which nobody can be
/// recognised is not asked.
///
/// @param code what the breach is called where the agreement asks for it beside other records
record WellbeingConsidered(Code code) implements Check {

    private static final String VARIANT = "wellbeing";

    @Override
    public Answer weigh(Matter matter) {
        return matter.manifest().isAnonymised()
                ? Answer.notApplicable()
                : Answer.of(matter.manifest().statements().wellbeing().isPresent(), Breach.of(code, variant()));
    }

    @Override
    public Set<String> sentences() {
        return Set.of(Breach.of(code, variant()).key());
    }

    @Override
    public Set<String> asks() {
        return Set.of("wellbeing");
    }

    private String variant() {
        return code == Code.WELLBEING_MISSING ? "" : VARIANT;
    }
}
