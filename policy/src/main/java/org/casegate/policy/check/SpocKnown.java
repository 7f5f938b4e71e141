// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Setting;

/// Refuses a sender's agency without single point of contact or responsible manager on record, or remarks on it where the
/// partnership asks no more. Where it refuses senders, one that receives is remarked on, or refused as well.
record SpocKnown() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        String mode = matter.settings().value(Setting.SPOC_MISSING).orElse("WARN");
        List<Breach> breaches = new ArrayList<>();
        matter.senderAgency().filter(agency -> isMissing(matter, agency))
                .ifPresent(agency -> breaches.add(Breach.of(Code.SPOC_MISSING, mode.equals("WARN") ? "warn" : "")
                        .with("sender", matter.nameOf(agency))));
        matter.recipientAgencies().stream().filter(agency -> !mode.equals("WARN") && isMissing(matter, agency))
                .forEach(agency -> breaches.add(
                        Breach.of(Code.SPOC_MISSING, mode.equals("BLOCK_BOTH") ? "recipient" : "recipient-warn")
                                .with("recipient", matter.nameOf(agency))));
        return Answer.of(breaches);
    }

    @Override
    public Set<String> sentences() {
        return Set.of("SPOC-MISSING", "SPOC-MISSING/warn", "SPOC-MISSING/recipient", "SPOC-MISSING/recipient-warn");
    }

    private static boolean isMissing(Matter matter, AgencyId agency) {
        return matter.register().agency(agency)
                .filter(known -> known.spoc().isPresent() && known.responsibleManager().isPresent()).isEmpty();
    }
}
