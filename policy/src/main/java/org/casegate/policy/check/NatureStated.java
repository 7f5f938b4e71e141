// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Optional;
import java.util.Set;
import org.casegate.policy.manifest.Manifest.Nature;
import org.casegate.policy.manifest.Manifest.Part;
import org.casegate.policy.register.Setting;

/// Refuses a part that does not say whether it is fact, opinion or both.
record NatureStated() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        boolean marking = matter.settings().is(Setting.MIXED_NEEDS_MARKING, "yes");
        return Answer.of(matter.manifest().parts().stream().filter(part -> !isStated(part, marking))
                .map(part -> Breach.of(Code.NATURE_MISSING).about(part.file())).toList());
    }

    @Override
    public Set<String> sentences() {
        return Set.of("NATURE-MISSING");
    }

    @Override
    public Set<String> asks() {
        return Set.of("nature");
    }

    private static boolean isStated(Part part, boolean marking) {
        Optional<Nature> nature = part.nature();
        return nature.isPresent() && (nature.get() != Nature.MIXED || !marking || part.distinguishedInText());
    }
}
