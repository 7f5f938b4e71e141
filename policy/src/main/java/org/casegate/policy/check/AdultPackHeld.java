// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.List;
import java.util.Set;
import org.casegate.policy.manifest.Manifest.Subject;
import org.casegate.policy.register.Setting;

/// Holds, or refuses, a pack about adults only, where the agreement's aim takes in adults but its purposes speak of
/// children.
///
/// @param purpose the code for the protection of adults
record AdultPackHeld(String purpose) implements Check {

    @Override
    public Answer weigh(Matter matter) {
        List<Subject> subjects = matter.manifest().subjects();
        boolean adultsOnly = !subjects.isEmpty() && subjects.stream().allMatch(Subject::adult);
        if (!adultsOnly && matter.manifest().purpose().filter(purpose::equals).isEmpty()) {
            return Answer.notApplicable();
        }
        boolean refuses = matter.settings().is(Setting.ADULT_ONLY_PACK, "REFUSE");
        return Answer.breached(Breach.of(Code.PURPOSE_NOT_LISTED, refuses ? "adults" : "adults-held"));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("PURPOSE-NOT-LISTED/adults", "PURPOSE-NOT-LISTED/adults-held");
    }
}
