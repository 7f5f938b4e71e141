// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.manifest.Basis;
import org.casegate.policy.manifest.Basis.Article9;

/// Refuses special category data of the living without the one condition that the agreement relies on, or without a reason
/// for acting without consent. What Part 3 of the Data Protection Act 2018 governs is not asked for it.
///
/// @param condition    the condition of Article 9(2)
/// @param dpaCondition the condition of the Data Protection Act 2018 that goes with it
record SpecialCategory(Article9 condition, String dpaCondition) implements Check {

    @Override
    public Answer weigh(Matter matter) {
        if (!matter.holdsSpecialCategoryOfTheLiving() || matter.isPart3()) {
            return Answer.notApplicable();
        }
        Basis basis = matter.manifest().basis();
        List<Breach> breaches = new ArrayList<>();
        boolean relied = basis.article9().filter(condition::equals).isPresent()
                && basis.dpaCondition().filter(dpaCondition::equals).isPresent();
        if (!relied) {
            breaches.add(Breach.of(Code.SPECIAL_CATEGORY,
                    basis.article9().filter(Article9.C::equals).isPresent() ? "emergency" : ""));
        }
        withoutConsent(matter, basis).ifPresent(breaches::add);
        return Answer.of(breaches);
    }

    @Override
    public Set<String> sentences() {
        return Set.of("SPECIAL-CATEGORY", "SPECIAL-CATEGORY/emergency", "SPECIAL-CATEGORY/reason",
                "SPECIAL-CATEGORY/consent", "CONSENT-CONFLICT");
    }

    @Override
    public List<String> accepted(String key) {
        return switch (key) {
            case "art9" -> List.of(condition.code());
            case "dpa_condition" -> List.of(dpaCondition);
            default -> List.of();
        };
    }

    @Override
    public Set<String> asks() {
        return Set.of("art9", "dpa_condition", "no_consent_reason");
    }

    private static Optional<Breach> withoutConsent(Matter matter, Basis basis) {
        if (Consenting.isGiven(basis)) {
            return Optional.of(Consenting.conflict(matter));
        }
        return Consenting.isReasonGiven(basis)
                ? Optional.empty()
                : Optional.of(Breach.of(Code.SPECIAL_CATEGORY, "reason"));
    }
}
