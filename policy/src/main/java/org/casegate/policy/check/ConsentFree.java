// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.manifest.Basis;
import org.casegate.policy.manifest.Basis.Article6;
import org.casegate.policy.manifest.Basis.Article9;
import org.casegate.policy.manifest.Basis.Consent;
import org.casegate.policy.manifest.Basis.Consent.ConsentState;

/// Refuses a pack that relies on consent which was withdrawn, was never given, or was no real choice. Reaches living
/// subjects only.
record ConsentFree() implements Check {

    private static final String NO_CHOICE = "NO_REAL_CHOICE";

    @Override
    public Answer weigh(Matter matter) {
        Basis basis = matter.manifest().basis();
        boolean withdrawn = Consenting.state(basis).filter(ConsentState.WITHDRAWN::equals).isPresent();
        boolean alone = basis.article6().isEmpty() && basis.article9().isEmpty();
        boolean relied = basis.article6().filter(Article6.A::equals).isPresent()
                || basis.article9().filter(Article9.A::equals).isPresent();
        if (!matter.concernsTheLiving() || !(relied || (alone && withdrawn))) {
            return Answer.notApplicable();
        }
        if (withdrawn) {
            return Answer.breached(Breach.of(Code.CONSENT_WITHDRAWN));
        }
        if (!Consenting.isGiven(basis)) {
            return Answer.breached(Breach.of(Code.CONSENT_WITHDRAWN, "unobtained"));
        }
        boolean free = basis.consent().flatMap(Consent::reason).filter(NO_CHOICE::equals).isEmpty();
        return Answer.of(free, Breach.of(Code.CONSENT_WITHDRAWN, "no-choice"));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("CONSENT-WITHDRAWN", "CONSENT-WITHDRAWN/unobtained", "CONSENT-WITHDRAWN/no-choice");
    }

    @Override
    public Set<String> asks() {
        return Set.of("consent");
    }
}
