// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.manifest.Basis.Informed;

/// Refuses a pack that does not say whether the person or family was told: that they were, when they will be, or why not.
/// A pack in which nobody can be recognised is not asked.
///
/// @param code what the breach is called where the agreement asks for it beside other records
record InformedStated(Code code) implements Check {

    private static final String VARIANT = "informed";

    @Override
    public Answer weigh(Matter matter) {
        if (matter.manifest().isAnonymised()) {
            return Answer.notApplicable();
        }
        boolean stated = matter.manifest().basis().informed().filter(InformedStated::isWhole).isPresent();
        return Answer.of(stated, Breach.of(code, variant()));
    }

    @Override
    public Set<String> sentences() {
        return Set.of(Breach.of(code, variant()).key());
    }

    @Override
    public Set<String> asks() {
        return Set.of("informed");
    }

    private String variant() {
        return code == Code.INFORMED_MISSING ? "" : VARIANT;
    }

    private static boolean isWhole(Informed informed) {
        return switch (informed.state()) {
            case TOLD -> true;
            case WILL_BE_TOLD -> informed.on().isPresent();
            case NOT_TOLD -> informed.reason().isPresent();
        };
    }
}
