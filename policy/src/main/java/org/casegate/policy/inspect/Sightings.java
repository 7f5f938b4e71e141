// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.inspect.PartFindings.Identifier;
import org.casegate.policy.inspect.PartFindings.Lock;

/// Collects what the detectors see of one part.
final class Sightings {

    private final Set<NhsNumber> numbers = new HashSet<>();
    private final Set<Identifier> identifiers = EnumSet.noneOf(Identifier.class);
    private Optional<Lock> lock = Optional.empty();

    void locked(Lock kind) {
        lock = lock.or(() -> Optional.of(kind));
    }

    void identifier(Identifier kind) {
        identifiers.add(kind);
    }

    void number(NhsNumber number) {
        identifiers.add(Identifier.NHS_NUMBER);
        if (numbers.size() < PartFindings.MOST_NUMBERS) {
            numbers.add(number);
        }
    }

    PartFindings findings() {
        return new PartFindings(lock, numbers, identifiers);
    }
}
