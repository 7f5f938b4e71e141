// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.List;
import java.util.Set;
import org.casegate.policy.manifest.Manifest.Subject;

/// Refuses an identifying pack that does not say whom it is about, and one about somebody who has died without a basis
/// in confidentiality.
record SubjectsDeclared() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        if (matter.manifest().isAnonymised()) {
            return Answer.notApplicable();
        }
        List<Subject> subjects = matter.manifest().subjects();
        if (subjects.isEmpty()) {
            return Answer.breached(Breach.of(Code.DECEASED_BASIS, "subjects"));
        }
        boolean allLive = subjects.stream().allMatch(Subject::living);
        return Answer.of(allLive || matter.manifest().basis().confidentiality().isPresent(),
                Breach.of(Code.DECEASED_BASIS));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("DECEASED-BASIS", "DECEASED-BASIS/subjects");
    }
}
