// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.manifest.Basis;
import org.casegate.policy.manifest.Basis.Article6;
import org.casegate.policy.register.Setting;

/// Refuses a condition of Article 6 that the agreement does not rely on, and a pack that names no listed Act or guidance.
/// Reaches living subjects only, and not what Part 3 of the Data Protection Act 2018 governs.
///
/// @param conditions  the conditions that the agreement relies on
/// @param instruments the codes of the Acts and guidance that it lists
record LawfulBasis(Set<Article6> conditions, Set<String> instruments) implements Check {

    LawfulBasis {
        conditions = Set.copyOf(conditions);
        instruments = Set.copyOf(instruments);
    }

    @Override
    public Answer weigh(Matter matter) {
        if (!matter.concernsTheLiving() || matter.isPart3()) {
            return Answer.notApplicable();
        }
        Basis basis = matter.manifest().basis();
        List<Breach> breaches = new ArrayList<>();
        if (basis.article6().filter(given -> isReliedOn(matter, given)).isEmpty()) {
            breaches.add(notListed(basis.article6()));
        }
        if (basis.gateways().stream().noneMatch(instruments::contains)) {
            breaches.add(Breach.of(Code.GATEWAY_MISSING));
        }
        return Answer.of(breaches);
    }

    @Override
    public Set<String> sentences() {
        return Set.of("BASIS-NOT-LISTED", "BASIS-NOT-LISTED/emergency", "GATEWAY-MISSING");
    }

    @Override
    public List<String> accepted(String key) {
        return key.equals("art6") ? conditions.stream().sorted().map(Article6::code).toList() : List.of();
    }

    @Override
    public Set<String> asks() {
        return Set.of("art6", "legal_gateway");
    }

    private boolean isReliedOn(Matter matter, Article6 given) {
        return conditions.contains(given) || matter.settings().is(Setting.BASIS_CLOSED, "no")
                || matter.settings().codes(Setting.BASIS_EMERGENCY).contains(given.code());
    }

    /// Whoever gives vital interests has an emergency, and is told what covers it.
    private static Breach notListed(Optional<Article6> given) {
        String variant = given.filter(Article6.D::equals).isPresent() ? "emergency" : "";
        return Breach.of(Code.BASIS_NOT_LISTED, variant).with("basis",
                given.map(Article6::words).orElse("no basis"));
    }
}
