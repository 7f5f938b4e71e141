// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.manifest.Manifest.Subject;

/// Refuses a pack about family or others beside the child that does not say how it affects them. One sentence asks for
/// this and for the necessity, so nothing is said where the necessity is missing as well.
record ThirdPartiesWeighed() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        boolean others = matter.manifest().subjects().stream()
                .anyMatch(subject -> subject.relation() != Subject.Relation.SUBJECT_CHILD);
        if (!others || matter.manifest().statements().necessity().isEmpty()) {
            return Answer.notApplicable();
        }
        return Answer.of(matter.manifest().statements().thirdPartyImpact().isPresent(), Breach.of(Code.NECESSITY));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("NECESSITY");
    }

    @Override
    public Set<String> asks() {
        return Set.of("third_party_impact");
    }
}
