// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.clock.London;
import org.casegate.policy.register.AgencyId;

/// Refuses a sender whose agency may not share under the agreement, or is suspended.
///
/// @param unbound the code for a body that the agreement names and that has not done what is asked of it
/// @param unnamed the code for any other body
record SenderBound(Code unbound, Code unnamed) implements Check {

    @Override
    public Answer weigh(Matter matter) {
        AgencyId agency = matter.senderAgency().orElseThrow();
        LocalDate today = matter.today();
        String name = matter.nameOf(agency);
        if (!matter.standing().admissions().isBound(agency, today)) {
            boolean named = matter.standing().admissions().party(agency, today).isPresent();
            return Answer.breached(Breach.of(named ? unbound : unnamed).with("sender", name));
        }
        Optional<LocalDate> suspended = matter.standing().suspendedSince(agency, today);
        return Answer.of(suspended.map(since -> Breach.of(Code.AGENCY_SUSPENDED).with("agency", name).with("date",
                London.written(since))));
    }

    @Override
    public Set<String> sentences() {
        return Sentences.of(unbound.printed(), unnamed.printed(), "AGENCY-SUSPENDED");
    }
}
