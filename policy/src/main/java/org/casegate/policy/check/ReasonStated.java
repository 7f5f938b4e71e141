// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;

/// Refuses a pack that does not say why the information is shared.
record ReasonStated() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        return Answer.of(matter.manifest().statements().reason().isPresent(), Breach.of(Code.REASON_MISSING));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("REASON-MISSING");
    }

    @Override
    public Set<String> asks() {
        return Set.of("reason");
    }
}
