// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.manifest.Basis;

/// Refuses a pack with neither consent nor a lawful reason to share without it: a legal power, and one of the cases in
/// which somebody may act without consent. A wish that is overridden has its reason already. Reaches living subjects only.
///
/// @param instruments the codes of the Acts and guidance that the agreement lists without closing the list
record ConsentOrReason(Set<String> instruments) implements Check {

    ConsentOrReason {
        instruments = Set.copyOf(instruments);
    }

    @Override
    public Answer weigh(Matter matter) {
        if (!matter.concernsTheLiving()) {
            return Answer.notApplicable();
        }
        Basis basis = matter.manifest().basis();
        boolean reason = GatewayNamed.isNamed(basis, instruments)
                && (Consenting.isReasonGiven(basis) || Consenting.isOverridden(basis));
        return Answer.of(Consenting.isGiven(basis) || reason, Breach.of(Code.CONSENT_OR_REASON));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("CONSENT-OR-REASON");
    }

    @Override
    public Set<String> asks() {
        return Set.of("consent", "no_consent_reason", "legal_gateway", "legal_gateway_other");
    }
}
