// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;

/// Refuses a purpose that the agreement does not list, unless the pack identifies nobody.
///
/// @param listed the purpose codes of the agreement
record PurposeListed(Set<String> listed) implements Check {

    PurposeListed {
        listed = Set.copyOf(listed);
    }

    @Override
    public Answer weigh(Matter matter) {
        if (matter.manifest().isAnonymised() || matter.isPart3()) {
            return Answer.notApplicable();
        }
        String purpose = matter.manifest().purpose().orElse("");
        return Answer.of(listed.contains(purpose), Breach.of(Code.PURPOSE_NOT_LISTED).with("purpose",
                purpose.isEmpty() ? "an empty purpose" : purpose));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("PURPOSE-NOT-LISTED");
    }
}
