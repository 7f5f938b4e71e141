// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.manifest.Basis;
import org.casegate.policy.manifest.Basis.Article6;

/// Refuses a condition of Article 6 that the agreement does not rely on, and a pack that names no listed Act or guidance.
/// Reaches living subjects only.
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
        if (!matter.concernsTheLiving()) {
            return Answer.notApplicable();
        }
        Basis basis = matter.manifest().basis();
        List<Breach> breaches = new ArrayList<>();
        if (basis.article6().filter(conditions::contains).isEmpty()) {
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

    /// Whoever gives vital interests has an emergency, and is told what covers it.
    private static Breach notListed(Optional<Article6> given) {
        String variant = given.filter(Article6.D::equals).isPresent() ? "emergency" : "";
        return Breach.of(Code.BASIS_NOT_LISTED, variant).with("basis",
                given.map(Article6::words).orElse("no basis"));
    }
}
