// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.clock.London;
import org.casegate.policy.register.AgencyId;

/// Refuses a recipient body that may not share under the agreement, or is suspended.
///
/// @param unbound the code for a body that has not done what is asked of it
record RecipientsBound(Code unbound) implements Check {

    @Override
    public Answer weigh(Matter matter) {
        return Answer.of(matter.recipientAgencies().stream().flatMap(agency -> objection(matter, agency).stream())
                .toList());
    }

    @Override
    public Set<String> sentences() {
        return Set.of(unbound.printed(), "AGENCY-SUSPENDED");
    }

    private Optional<Breach> objection(Matter matter, AgencyId agency) {
        LocalDate today = matter.today();
        String name = matter.nameOf(agency);
        if (!matter.standing().admissions().isBound(agency, today)) {
            return Optional.of(Breach.of(unbound).with("recipient", name));
        }
        return matter.standing().suspendedSince(agency, today)
                .map(since -> Breach.of(Code.AGENCY_SUSPENDED).with("agency", name).with("date",
                        London.written(since)));
    }
}
