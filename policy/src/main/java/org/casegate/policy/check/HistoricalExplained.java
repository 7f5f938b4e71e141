// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;

/// Refuses a part that is historical and does not explain it.
record HistoricalExplained() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        return Answer.of(matter.manifest().parts().stream()
                .filter(part -> part.historical() && part.historicalNote().isEmpty())
                .map(part -> Breach.of(Code.HISTORICAL_UNEXPLAINED).about(part.file())).toList());
    }

    @Override
    public Set<String> sentences() {
        return Set.of("HISTORICAL-UNEXPLAINED");
    }

    @Override
    public Set<String> asks() {
        return Set.of("historical");
    }
}
