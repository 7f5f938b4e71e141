// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Map;
import java.util.Set;
import org.casegate.policy.manifest.DataCategory;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.register.Setting;

/// Refuses a type of information beyond what the partnership's template for the purpose holds, where it uses templates. A
/// purpose without one is not measured.
///
/// @param templates by purpose, the types of information that may be needed for it
record WithinTemplate(Map<String, Set<DataCategory>> templates) implements Check {

    WithinTemplate {
        templates = Map.copyOf(templates);
    }

    @Override
    public Answer weigh(Matter matter) {
        Manifest manifest = matter.manifest();
        String purpose = manifest.purpose().orElse("");
        Set<DataCategory> template = templates.getOrDefault(purpose, Set.of());
        if (template.isEmpty() || manifest.isAnonymised() || !matter.settings().is(Setting.PURPOSE_TEMPLATES, "on")) {
            return Answer.notApplicable();
        }
        return Answer.of(manifest.categories().stream().sorted().filter(category -> !template.contains(category))
                .map(category -> Breach.of(Code.NECESSITY, "template").with("category", category.words())
                        .with("purpose", purpose))
                .toList());
    }

    @Override
    public Set<String> sentences() {
        return Set.of("NECESSITY/template");
    }
}
