// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.manifest.Basis;
import org.casegate.policy.manifest.Basis.Article9;
import org.casegate.policy.manifest.Basis.Consent;
import org.casegate.policy.manifest.DataCategory;
import org.casegate.policy.register.Setting;

/// Refuses special category data of the living without the condition that the agreement relies on, or without a reason
/// for acting without consent.
///
/// @param condition    the condition of Article 9(2)
/// @param dpaCondition the condition of the Data Protection Act 2018 that goes with it
record SpecialCategory(Article9 condition, String dpaCondition) implements Check {

    @Override
    public Answer weigh(Matter matter) {
        boolean reaches = matter.concernsTheLiving()
                && matter.manifest().categories().stream().anyMatch(DataCategory::isSpecial);
        if (!reaches) {
            return Answer.notApplicable();
        }
        Basis basis = matter.manifest().basis();
        List<Breach> breaches = new ArrayList<>();
        boolean relied = basis.article9().filter(condition::equals).isPresent()
                && basis.dpaCondition().filter(dpaCondition::equals).isPresent();
        if (!relied) {
            breaches.add(Breach.of(Code.SPECIAL_CATEGORY));
        }
        withoutConsent(matter, basis).ifPresent(breaches::add);
        return Answer.of(breaches);
    }

    @Override
    public Set<String> sentences() {
        return Set.of("SPECIAL-CATEGORY", "SPECIAL-CATEGORY/reason", "SPECIAL-CATEGORY/consent", "CONSENT-CONFLICT");
    }

    @Override
    public List<String> accepted(String key) {
        return switch (key) {
            case "art9" -> List.of(condition.code());
            case "dpa_condition" -> List.of(dpaCondition);
            default -> List.of();
        };
    }

    private static Optional<Breach> withoutConsent(Matter matter, Basis basis) {
        if (basis.consent().map(Consent::state).filter(Consent.ConsentState.OBTAINED::equals).isPresent()) {
            return Optional.of(matter.settings().is(Setting.CONSENT_P18_CONFLICT, "REFUSE")
                    ? Breach.of(Code.SPECIAL_CATEGORY, "consent")
                    : Breach.of(Code.CONSENT_CONFLICT));
        }
        boolean reasoned = basis.noConsentReason().isPresent()
                || basis.consent().flatMap(Consent::reason).filter(SpecialCategory::isReason).isPresent();
        return reasoned ? Optional.empty() : Optional.of(Breach.of(Code.SPECIAL_CATEGORY, "reason"));
    }

    private static boolean isReason(String text) {
        return Arrays.stream(Basis.NoConsentReason.values()).anyMatch(reason -> reason.name().equals(text));
    }
}
