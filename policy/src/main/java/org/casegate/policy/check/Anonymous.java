// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.List;
import java.util.Set;

/// Refuses a pack that was declared anonymised and seems to hold an identifier. Names the kind, never the value.
record Anonymous() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        if (!matter.manifest().isAnonymised()) {
            return Answer.notApplicable();
        }
        List<Breach> breaches = matter.facts().parts().stream()
                .flatMap(part -> part.findings().identifiers().stream().sorted().map(identifier -> Breach
                        .of(Code.ANON_FAILED).about(part.name()).with("identifier type", identifier.words())))
                .toList();
        return Answer.of(breaches);
    }

    @Override
    public Set<String> sentences() {
        return Set.of("ANON-FAILED");
    }
}
