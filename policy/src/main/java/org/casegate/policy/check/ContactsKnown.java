// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.Setting;

/// Remarks on, or refuses, a sender's agency without contact or responsible manager on record, and remarks on a
/// registration with the Information Commissioner that is missing or over.
record ContactsKnown() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        Optional<Agency> agency = matter.senderAgency().flatMap(matter.register()::agency);
        String name = matter.senderAgency().map(matter.register()::nameOf).orElse("your agency");
        List<Breach> breaches = new ArrayList<>();
        if (agency.filter(known -> known.spoc().isPresent() && known.responsibleManager().isPresent()).isEmpty()) {
            boolean warns = matter.settings().is(Setting.SPOC_MISSING, "WARN");
            breaches.add(Breach.of(Code.SPOC_MISSING, warns ? "warn" : "").with("sender", name));
        }
        if (agency.flatMap(Agency::ico).filter(ico -> isCurrent(ico, matter.today())).isEmpty()) {
            breaches.add(Breach.of(Code.ICO_REGISTRATION).with("sender", name));
        }
        return Answer.of(breaches);
    }

    @Override
    public Set<String> sentences() {
        return Set.of("SPOC-MISSING", "SPOC-MISSING/warn", "ICO-REGISTRATION");
    }

    private static boolean isCurrent(Agency.IcoRegistration ico, LocalDate today) {
        return ico.expires().filter(today::isAfter).isEmpty();
    }
}
