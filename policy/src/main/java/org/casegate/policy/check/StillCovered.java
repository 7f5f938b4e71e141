// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.clock.London;
import org.casegate.policy.register.AgencyId;

/// Refuses where the agreement has ended, or the recipient's body is no longer bound by it or is suspended.
record StillCovered() implements DownloadCheck {

    @Override
    public Answer weigh(DownloadMatter matter) {
        AgencyId agency = matter.account().orElseThrow().agency();
        LocalDate today = matter.today();
        boolean covered = matter.standing().isActive(today)
                && matter.standing().ended(agency, matter.facts().now()).isEmpty()
                && matter.standing().isNamed(agency, today) && matter.standing().isBound(agency, today);
        if (!covered) {
            return Answer.breached(Breach.of(Code.AGREEMENT_ENDED));
        }
        Optional<LocalDate> suspended = matter.standing().suspendedSince(agency, today);
        return Answer.of(suspended.map(since -> Breach.of(Code.AGENCY_SUSPENDED)
                .with("agency", matter.register().nameOf(agency)).with("date", London.written(since))));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("AGREEMENT-ENDED", "AGENCY-SUSPENDED");
    }
}
