// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Setting;

/// Holds a part that the sender's agency itself received under another transfer, until whoever sent it agrees.
record NotReused() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        if (matter.settings().is(Setting.REUSE_CHECK, "off")) {
            return Answer.notApplicable();
        }
        return Answer.of(matter.facts().parts().stream().flatMap(part -> part.received().stream()
                .filter(earlier -> !isOwn(matter, earlier)).map(earlier -> breach(matter, part, earlier)))
                .toList());
    }

    @Override
    public Set<String> sentences() {
        return Set.of("REUSE");
    }

    private static Breach breach(Matter matter, PartFacts part, Provenance earlier) {
        // a dry run may not know who had sent it; that the pack is held it does know
        AgencyId asked = earlier.from().or(() -> matter.manifest().origin().agency()).or(matter::senderAgency)
                .orElseThrow();
        return Breach.of(Code.REUSE).about(part.name()).from(asked).with("originator",
                earlier.words(matter.register()));
    }

    private static boolean isOwn(Matter matter, Provenance earlier) {
        return earlier.from()
                .filter(from -> matter.senderAgency().filter(own -> matter.register().same(own, from)).isPresent())
                .isPresent();
    }
}
