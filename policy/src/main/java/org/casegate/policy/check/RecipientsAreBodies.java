// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.Set;

/// Refuses a recipient that is a description, such as *Third Sector*, and no body.
record RecipientsAreBodies() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        LocalDate today = matter.today();
        Parties parties = matter.standing().terms().parties();
        return Answer.of(matter.recipientAgencies().stream()
                .flatMap(agency -> parties.findClass(agency, matter.register(), today).stream())
                .map(found -> Breach.of(Code.AGENCY_CLASS_NOT_BODY).with("class", found.name()))
                .toList());
    }

    @Override
    public Set<String> sentences() {
        return Set.of("AGENCY-CLASS-NOT-BODY");
    }
}
