// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.List;
import java.util.Set;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.Manifest.Part;

/// Refuses a pack that does not show who made the information, and when.
record OriginatorShown() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        Manifest.Origin origin = matter.manifest().origin();
        List<Part> parts = matter.manifest().parts();
        Breach breach = Breach.of(Code.ORIGINATOR_MISSING);
        // the manifest says it once for all parts
        return Answer.of(origin.agency().isPresent() && origin.originatedOn().isPresent(),
                parts.size() == 1 ? breach.about(parts.getFirst().file()) : breach.with("part", "the pack"));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("ORIGINATOR-MISSING");
    }

    @Override
    public Set<String> asks() {
        return Set.of("originator_agency", "originated_on");
    }
}
