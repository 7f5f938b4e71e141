// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a check says of a pack or a download: it has nothing to say, it is content, or the rule is broken.
public sealed interface Answer {

    /// The rule does not reach this pack.
    record NotApplicable() implements Answer {}

    /// The rule is kept.
    ///
    /// @param readings which interpretations or references it was kept by, where the words alone do not settle it
    record Satisfied(List<String> readings) implements Answer {
        public Satisfied {
            readings = List.copyOf(readings);
        }
    }

    /// The rule is broken.
    ///
    /// @param breaches every way in which it is; never empty
    record Breached(List<Breach> breaches) implements Answer {
        public Breached {
            breaches = List.copyOf(breaches);
            if (breaches.isEmpty()) {
                throw new IllegalArgumentException("a broken rule is broken in at least one way");
            }
        }
    }

    static Answer notApplicable() {
        return new NotApplicable();
    }

    static Answer satisfied() {
        return new Satisfied(List.of());
    }

    static Answer satisfiedBy(List<String> readings) {
        return new Satisfied(readings);
    }

    static Answer breached(Breach... breaches) {
        return new Breached(Arrays.asList(breaches));
    }

    /// Satisfied where there is no breach.
    static Answer of(List<Breach> breaches) {
        return breaches.isEmpty() ? satisfied() : new Breached(breaches);
    }

    /// Satisfied where there is no breach.
    static Answer of(Optional<Breach> breach) {
        return of(breach.stream().toList());
    }

    /// Satisfied where the rule is kept, else broken in this way.
    static Answer of(boolean kept, Breach breach) {
        return kept ? satisfied() : breached(breach);
    }
}
