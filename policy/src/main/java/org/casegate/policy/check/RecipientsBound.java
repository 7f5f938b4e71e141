// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.clock.London;
import org.casegate.policy.register.AgencyId;

/// Refuses a recipient body that has not signed what it must, or is suspended.
record RecipientsBound() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        return Answer.of(matter.recipientAgencies().stream().flatMap(agency -> objection(matter, agency).stream())
                .toList());
    }

    @Override
    public Set<String> sentences() {
        return Set.of("AGENCY-NOT-SIGNED", "AGENCY-SUSPENDED");
    }

    private static Optional<Breach> objection(Matter matter, AgencyId agency) {
        LocalDate today = matter.today();
        String name = matter.register().nameOf(agency);
        if (!matter.standing().isBound(agency, today)) {
            return Optional.of(Breach.of(Code.AGENCY_NOT_SIGNED).with("recipient", name));
        }
        return matter.standing().suspendedSince(agency, today)
                .map(since -> Breach.of(Code.AGENCY_SUSPENDED).with("agency", name).with("date",
                        London.written(since)));
    }
}
