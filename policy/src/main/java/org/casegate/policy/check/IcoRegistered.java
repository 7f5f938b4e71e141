// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.Set;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgencyId;

/// Remarks on a sender's agency whose registration with the Information Commissioner is missing or over.
record IcoRegistered() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        AgencyId agency = matter.senderAgency().orElseThrow();
        return Answer.of(matter.register().agency(agency).flatMap(Agency::ico)
                .filter(ico -> isCurrent(ico, matter.today())).isPresent(),
                Breach.of(Code.ICO_REGISTRATION).with("sender", matter.nameOf(agency)));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("ICO-REGISTRATION");
    }

    private static boolean isCurrent(Agency.IcoRegistration ico, LocalDate today) {
        return ico.expires().filter(today::isAfter).isEmpty();
    }
}
