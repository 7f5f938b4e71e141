// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.manifest.Basis;
import org.casegate.policy.manifest.Basis.Consent;
import org.casegate.policy.manifest.Basis.Consent.ConsentState;

/// Refuses a pack that does not say that consent was considered, even where it is not relied on: its state, and where it
/// was not sought, why. Reaches living subjects only.
record ConsentConsidered() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        if (!matter.concernsTheLiving()) {
            return Answer.notApplicable();
        }
        Basis basis = matter.manifest().basis();
        boolean unexplained = Consenting.state(basis).filter(ConsentState.NOT_SOUGHT::equals).isPresent()
                && basis.consent().flatMap(Consent::reason).isEmpty() && basis.noConsentReason().isEmpty();
        return Answer.of(basis.consent().isPresent() && !unexplained, Breach.of(Code.CONSENT_NOT_CONSIDERED));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("CONSENT-NOT-CONSIDERED");
    }

    @Override
    public Set<String> asks() {
        return Set.of("consent");
    }
}
