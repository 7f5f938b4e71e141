// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.register.Setting;

/// Holds a pack for a purpose that the agreement allows beyond its list because the law permits it; refuses one that does
/// not say why the law does.
///
/// @param additional the code of such a purpose
record PurposeAdditional(String additional) implements Check {

    @Override
    public Answer weigh(Matter matter) {
        if (matter.manifest().isAnonymised() || matter.manifest().purpose().filter(additional::equals).isEmpty()) {
            return Answer.notApplicable();
        }
        boolean justified = matter.manifest().statements().additionalJustification().isPresent();
        String variant = matter.settings().is(Setting.ADDITIONAL_PURPOSES, "REFUSE") ? "closed" : "additional";
        return Answer.breached(Breach.of(Code.PURPOSE_NOT_LISTED, justified ? variant : "unjustified")
                .with("purpose", additional));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("PURPOSE-NOT-LISTED/additional", "PURPOSE-NOT-LISTED/closed", "PURPOSE-NOT-LISTED/unjustified");
    }

    @Override
    public Set<String> asks() {
        return Set.of("additional_justification");
    }
}
