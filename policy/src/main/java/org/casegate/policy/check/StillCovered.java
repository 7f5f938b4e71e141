// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.clock.London;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Setting;

/// Refuses where the agreement has ended, or the recipient's body is no longer bound by it or is suspended. A partnership
/// may let what was accepted before a notice be collected after it.
record StillCovered() implements DownloadCheck {

    @Override
    public Answer weigh(DownloadMatter matter) {
        AgencyId agency = matter.account().orElseThrow().agency();
        LocalDate today = matter.today();
        Standing standing = matter.standing();
        boolean ended = standing.ended(agency, matter.facts().now()).isPresent()
                && !standing.settings().is(Setting.TERMINATION_PENDING, "LET_FINISH");
        if (!standing.isActive(today) || ended || !standing.admissions().isBound(agency, today)) {
            return Answer.breached(Breach.of(Code.AGREEMENT_ENDED));
        }
        Optional<LocalDate> suspended = standing.suspendedSince(agency, today);
        return Answer.of(suspended.map(since -> Breach.of(Code.AGENCY_SUSPENDED)
                .with("agency", standing.nameOf(agency, today)).with("date", London.written(since))));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("AGREEMENT-ENDED", "AGENCY-SUSPENDED");
    }
}
