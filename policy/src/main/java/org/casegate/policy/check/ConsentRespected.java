// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Optional;
import java.util.Set;
import org.casegate.policy.manifest.Basis;

/// Refuses to share against a person's wish without a reason of safety or public interest. Reaches living subjects only.
///
/// @param recorded where consent stands must be said at all
record ConsentRespected(boolean recorded) implements Check {

    @Override
    public Answer weigh(Matter matter) {
        if (!matter.concernsTheLiving()) {
            return Answer.notApplicable();
        }
        Basis basis = matter.manifest().basis();
        Optional<String> wish = Consenting.state(basis).map(state -> switch (state) {
            case OBTAINED, NOT_SOUGHT -> "kept";
            case REFUSED -> "";
            case WITHDRAWN -> "withdrawn";
        });
        if (wish.isEmpty()) {
            return Answer.of(!recorded, Breach.of(Code.CONSENT_REFUSED, "unrecorded"));
        }
        return Answer.of(wish.get().equals("kept") || Consenting.isOverridden(basis),
                Breach.of(Code.CONSENT_REFUSED, wish.get()));
    }

    @Override
    public Set<String> sentences() {
        return Sentences.of("CONSENT-REFUSED", "CONSENT-REFUSED/withdrawn",
                recorded ? "CONSENT-REFUSED/unrecorded" : "");
    }

    @Override
    public Set<String> asks() {
        return Set.of("consent");
    }
}
