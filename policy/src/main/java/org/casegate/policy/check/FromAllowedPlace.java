// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.Place;

/// Refuses an address in a place that the agreement does not allow or that this gateway does not serve. An unknown place is
/// none that is allowed.
record FromAllowedPlace() implements DownloadCheck {

    @Override
    public Answer weigh(DownloadMatter matter) {
        Place place = matter.facts().place();
        Account account = matter.account().orElseThrow();
        return switch (matter.standing().territory().address(place, account.agency(), account.id(), matter.today())) {
            case ALLOWED -> Answer.satisfied();
            case AGREEMENT -> Answer.breached(Breach.of(Code.TERRITORY).with("place", place.readable()));
            case CEILING -> Answer.breached(Breach.of(Code.TERRITORY, "ceiling").with("place", place.readable()));
        };
    }

    @Override
    public Set<String> sentences() {
        return Set.of("TERRITORY", "TERRITORY/ceiling");
    }
}
