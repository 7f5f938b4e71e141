// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;

/// Sealing and recording, which whoever acts on the outcome carries out; here stands only what is said when they fail.
record Recorded() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        return Answer.satisfied();
    }

    @Override
    public Set<String> sentences() {
        return Set.of("LEDGER");
    }
}
