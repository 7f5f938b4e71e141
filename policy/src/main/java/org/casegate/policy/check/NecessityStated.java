// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;

/// Refuses a pack that does not say why it holds this much and no less.
record NecessityStated() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        return Answer.of(matter.manifest().statements().necessity().isPresent(), Breach.of(Code.NECESSITY)
                .with("purpose", matter.manifest().purpose().orElse("your purpose")));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("NECESSITY");
    }
}
