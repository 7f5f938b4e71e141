// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/// Refuses a pack that does not give the date to which it is up to date, or gives one that is still to come.
record AsAtStated() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        Optional<LocalDate> asAt = matter.manifest().origin().asAt();
        if (asAt.isEmpty()) {
            return Answer.breached(Breach.of(Code.AS_AT_MISSING));
        }
        return Answer.of(!asAt.get().isAfter(matter.today()), Breach.of(Code.AS_AT_MISSING, "future"));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("AS-AT-MISSING", "AS-AT-MISSING/future");
    }
}
