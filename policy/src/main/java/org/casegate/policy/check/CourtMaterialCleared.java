// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Optional;
import java.util.Set;
import org.casegate.policy.manifest.Manifest.Part;

/// Refuses a part of which the sender does not say whether it was prepared for court proceedings, and one that was without
/// what permits its disclosure.
record CourtMaterialCleared() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        return Answer.of(matter.manifest().parts().stream()
                .flatMap(part -> objection(part).stream()
                        .map(variant -> Breach.of(Code.COURT_MATERIAL, variant).about(part.file())))
                .toList());
    }

    @Override
    public Set<String> sentences() {
        return Set.of("COURT-MATERIAL", "COURT-MATERIAL/unanswered");
    }

    @Override
    public Set<String> asks() {
        return Set.of("court_material");
    }

    private static Optional<String> objection(Part part) {
        if (part.courtMaterial().isEmpty()) {
            return Optional.of("unanswered");
        }
        return part.courtMaterial().get() && part.courtAuthority().isEmpty() ? Optional.of("") : Optional.empty();
    }
}
