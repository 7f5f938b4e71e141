// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.clock.London;
import org.casegate.policy.register.AgencyId;

/// Refuses a sender whose agency is no party, has not signed what it must, or is suspended.
record SenderBound() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        AgencyId agency = matter.senderAgency().orElseThrow();
        LocalDate today = matter.today();
        String name = matter.register().nameOf(agency);
        if (!matter.standing().isNamed(agency, today) || !matter.standing().isBound(agency, today)) {
            return Answer.breached(Breach.of(Code.AGENCY_NOT_SIGNED).with("sender", name));
        }
        Optional<LocalDate> suspended = matter.standing().suspendedSince(agency, today);
        return Answer.of(suspended.map(since -> Breach.of(Code.AGENCY_SUSPENDED).with("agency", name).with("date",
                London.written(since))));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("AGENCY-NOT-SIGNED", "AGENCY-SUSPENDED");
    }
}
