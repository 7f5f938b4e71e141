// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.register.Setting;

/// Holds a part that the sender's agency itself received under another transfer, until whoever sent it agrees.
record NotReused() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        if (matter.settings().is(Setting.REUSE_CHECK, "off")) {
            return Answer.notApplicable();
        }
        return Answer.of(matter.facts().parts().stream().flatMap(part -> part.receivedFrom().stream()
                .filter(origin -> matter.senderAgency().filter(own -> matter.register().same(own, origin)).isEmpty())
                .map(origin -> Breach.of(Code.REUSE).about(part.name()).from(origin).with("originator",
                        matter.register().nameOf(origin))))
                .toList());
    }

    @Override
    public Set<String> sentences() {
        return Set.of("REUSE");
    }
}
