// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.casegate.policy.manifest.DataCategory;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.Manifest.EqualityData;
import org.casegate.policy.register.Setting;

/// Refuses a type of information that the agreement does not list, equality data without its flag, and an identifying
/// pack that does not say what it holds.
///
/// @param listed the types that the agreement lists
record CategoriesListed(Set<DataCategory> listed) implements Check {

    CategoriesListed {
        listed = Set.copyOf(listed);
    }

    @Override
    public Answer weigh(Matter matter) {
        Manifest manifest = matter.manifest();
        List<Breach> breaches = new ArrayList<>();
        if (manifest.categories().isEmpty() && !manifest.isAnonymised()) {
            breaches.add(Breach.of(Code.CATEGORY_NOT_LISTED, "none"));
        }
        if (!matter.settings().is(Setting.CATEGORIES_CLOSED, "no")) {
            manifest.categories().stream().sorted().filter(category -> !listed.contains(category))
                    .map(category -> Breach.of(Code.CATEGORY_NOT_LISTED).with("category", category.words()))
                    .forEach(breaches::add);
        }
        if (manifest.categories().contains(DataCategory.EQUALITY) && !manifest.isAnonymised() && !isFlagged(matter)) {
            breaches.add(Breach.of(Code.CATEGORY_NOT_LISTED, "equality"));
        }
        return Answer.of(breaches);
    }

    @Override
    public Set<String> sentences() {
        return Set.of("CATEGORY-NOT-LISTED", "CATEGORY-NOT-LISTED/none", "CATEGORY-NOT-LISTED/equality");
    }

    private static boolean isFlagged(Matter matter) {
        boolean monitoringAllowed = !matter.settings().is(Setting.EQUALITY_DATA, "CASE_RELEVANT_ONLY");
        return matter.manifest().equalityData().filter(flag -> flag == EqualityData.CASE_RELEVANT
                || (flag == EqualityData.EDI && monitoringAllowed)).isPresent();
    }
}
