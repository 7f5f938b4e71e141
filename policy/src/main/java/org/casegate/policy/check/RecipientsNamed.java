// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;

/// Refuses a recipient body that the agreement does not name and nobody has let in.
record RecipientsNamed() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        return Answer.of(matter.recipientAgencies().stream()
                .filter(agency -> !matter.standing().admissions().isNamed(agency, matter.today()))
                .map(agency -> Breach.of(Code.RECIPIENT_NOT_NAMED).with("recipient", matter.nameOf(agency)))
                .toList());
    }

    @Override
    public Set<String> sentences() {
        return Set.of("RECIPIENT-NOT-NAMED");
    }
}
