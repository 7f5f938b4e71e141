// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.manifest.Basis;
import org.casegate.policy.manifest.Basis.Article9;
import org.casegate.policy.register.Setting;

/// Refuses special category data of the living without a condition of Article 9(2), where the agreement names the likely
/// ones and leaves the list open. A condition beyond the four likely ones needs a reason in the sender's own words, unless
/// the partnership takes all ten. Explicit consent must have been given.
///
/// @param safeguarding the condition of the Data Protection Act 2018 that is for acting without consent
record SpecialCondition(String safeguarding) implements Check {

    private static final Set<Article9> LIKELY = Set.of(Article9.A, Article9.C, Article9.F, Article9.G);

    @Override
    public Answer weigh(Matter matter) {
        if (!matter.holdsSpecialCategoryOfTheLiving()) {
            return Answer.notApplicable();
        }
        Basis basis = matter.manifest().basis();
        List<Breach> breaches = new ArrayList<>();
        objection(matter, basis).ifPresent(variant -> breaches.add(Breach.of(Code.SPECIAL_CATEGORY, variant)));
        if (Consenting.isGiven(basis) && basis.dpaCondition().filter(safeguarding::equals).isPresent()) {
            breaches.add(Consenting.conflict(matter));
        }
        return Answer.of(breaches);
    }

    @Override
    public Set<String> sentences() {
        return Set.of("SPECIAL-CATEGORY", "SPECIAL-CATEGORY/unusual", "SPECIAL-CATEGORY/unobtained",
                "SPECIAL-CATEGORY/consent", "CONSENT-CONFLICT");
    }

    @Override
    public Set<String> asks() {
        return Set.of("art9", "dpa_condition");
    }

    private static Optional<String> objection(Matter matter, Basis basis) {
        Optional<Article9> given = basis.article9();
        if (given.isEmpty()) {
            return Optional.of("");
        }
        if (given.get() == Article9.A && !Consenting.isGiven(basis)) {
            return Optional.of("unobtained");
        }
        boolean taken = LIKELY.contains(given.get()) || matter.settings().is(Setting.SPECIAL_ACCEPT, "TEN")
                || matter.manifest().statements().additionalJustification().isPresent();
        return taken ? Optional.empty() : Optional.of("unusual");
    }
}
