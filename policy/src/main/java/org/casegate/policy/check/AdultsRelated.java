// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Optional;
import java.util.Set;
import org.casegate.policy.manifest.DataCategory;
import org.casegate.policy.manifest.Manifest.Subject;

/// Refuses a pack about an adult who is said to be the child that it is about, where the agreement is for children. Adults
/// come in as family or as others in the child's life.
///
/// @param unless the category under which the agreement covers adults for their own sake, if it has one
record AdultsRelated(Optional<DataCategory> unless) implements Check {

    @Override
    public Answer weigh(Matter matter) {
        boolean covered = unless.filter(matter.manifest().categories()::contains).isPresent();
        return Answer.of(covered || matter.manifest().subjects().stream().noneMatch(AdultsRelated::isUnrelated),
                Breach.of(Code.PURPOSE_NOT_LISTED, "adult"));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("PURPOSE-NOT-LISTED/adult");
    }

    private static boolean isUnrelated(Subject subject) {
        return subject.adult() && subject.relation() == Subject.Relation.SUBJECT_CHILD;
    }
}
