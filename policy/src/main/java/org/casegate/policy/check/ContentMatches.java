// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.register.Setting;

/// Refuses a file that the manifest does not describe or that cannot be looked into, and holds a pack that seems to be
/// about more people than it declares.
record ContentMatches() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        List<Breach> breaches = new ArrayList<>();
        for (PartFacts part : matter.facts().parts()) {
            if (matter.manifest().numberOf(part.name()) == 0) {
                breaches.add(Breach.of(Code.UNDECLARED_CONTENT).about(part.name()));
            }
            locked(matter, part).ifPresent(breaches::add);
        }
        tooManySubjects(matter).ifPresent(breaches::add);
        return Answer.of(breaches);
    }

    @Override
    public Set<String> sentences() {
        return Set.of("UNDECLARED-CONTENT", "TOO-MANY-SUBJECTS", "UNREADABLE", "UNREADABLE/hold", "UNCHECKED");
    }

    private static Optional<Breach> locked(Matter matter, PartFacts part) {
        if (!part.findings().isLocked()) {
            return Optional.empty();
        }
        // what cannot be looked into cannot be shown to be anonymous, whatever the partnership set
        String setting = matter.manifest().isAnonymised()
                ? "REFUSE"
                : matter.settings().value(Setting.LOCKED_FILES).orElse("REFUSE");
        Breach breach = switch (setting) {
            case "HOLD" -> Breach.of(Code.UNREADABLE, "hold");
            case "ACCEPT_UNCHECKED" -> Breach.of(Code.UNCHECKED);
            default -> Breach.of(Code.UNREADABLE);
        };
        return Optional.of(breach.about(part.name()));
    }

    private static Optional<Breach> tooManySubjects(Matter matter) {
        long people = matter.facts().parts().stream().flatMap(part -> part.findings().nhsNumbers().stream()).distinct()
                .count();
        int declared = matter.manifest().subjects().size();
        boolean counts = matter.settings().value(Setting.MINIMUM_CHECKS).isEmpty()
                || matter.settings().codes(Setting.MINIMUM_CHECKS).contains("SUBJECTS");
        return people <= declared || !counts || matter.manifest().isAnonymised()
                ? Optional.empty()
                : Optional.of(Breach.of(Code.TOO_MANY_SUBJECTS).with("n", Long.toString(people)).with("m",
                        Integer.toString(declared)));
    }
}
