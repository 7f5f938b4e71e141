// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.check.DownloadFacts.State;
import org.casegate.policy.clock.London;

/// Refuses a pack that was withdrawn, replaced, returned, put on hold or destroyed, whose purpose changed, or whose
/// time is up.
record StillAvailable() implements DownloadCheck {

    @Override
    public Answer weigh(DownloadMatter matter) {
        DownloadFacts facts = matter.facts();
        Optional<Instant> end = facts.destroyOn().filter(date -> London.isDue(date, facts.now())).map(London::startOf);
        if (facts.state() != State.AVAILABLE) {
            return Answer.breached(unavailable(facts.state(), facts.stateSince()));
        }
        return Answer.of(end.map(since -> unavailable(State.DESTROYED, since)));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("NOT-AVAILABLE/withdrawn", "NOT-AVAILABLE/replaced", "NOT-AVAILABLE/returned",
                "NOT-AVAILABLE/hold", "NOT-AVAILABLE/purpose", "NOT-AVAILABLE/destroyed");
    }

    private static Breach unavailable(State state, Instant since) {
        String variant = switch (state) {
            case AVAILABLE -> throw new IllegalArgumentException("an available pack has no such sentence");
            case WITHDRAWN -> "withdrawn";
            case REPLACED -> "replaced";
            case RETURNED -> "returned";
            case ON_HOLD -> "hold";
            case PURPOSE_CHANGED -> "purpose";
            case DESTROYED -> "destroyed";
        };
        return Breach.of(Code.NOT_AVAILABLE, variant).with("date", London.written(London.dateOf(since)));
    }
}
