// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.manifest.Manifest;

/// Refuses law enforcement: the regime of Part 3 of the Data Protection Act 2018, or a purpose of that kind.
record NotLawEnforcement() implements Check {

    private static final String PURPOSE = "LAW-ENFORCEMENT";

    @Override
    public Answer weigh(Matter matter) {
        Manifest manifest = matter.manifest();
        boolean kept = manifest.regime() == Manifest.Regime.UK_GDPR
                && manifest.purpose().filter(PURPOSE::equals).isEmpty();
        return Answer.of(kept, Breach.of(Code.LAW_ENFORCEMENT));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("LAW-ENFORCEMENT");
    }
}
