// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Arrays;
import java.util.Optional;
import org.casegate.policy.manifest.Basis;
import org.casegate.policy.manifest.Basis.Consent;
import org.casegate.policy.manifest.Basis.Consent.ConsentState;
import org.casegate.policy.manifest.Basis.NoConsentReason;
import org.casegate.policy.register.Setting;

/// Where consent stands, as the checks on it read a manifest.
final class Consenting {

    private Consenting() {}

    static Optional<ConsentState> state(Basis basis) {
        return basis.consent().map(Consent::state);
    }

    static boolean isGiven(Basis basis) {
        return state(basis).filter(ConsentState.OBTAINED::equals).isPresent();
    }

    /// One of the three cases in which somebody may act without consent is given, in either place of the manifest.
    static boolean isReasonGiven(Basis basis) {
        return basis.noConsentReason().isPresent()
                || basis.consent().flatMap(Consent::reason).filter(Consenting::isReason).isPresent();
    }

    /// Somebody shares against a person's wish, for safety or in the public interest, and says why.
    static boolean isOverridden(Basis basis) {
        return basis.consent().filter(
                consent -> consent.override().isPresent() && consent.overrideText().isPresent()).isPresent();
    }

    /// The safeguarding condition is for acting without consent, and consent was obtained.
    static Breach conflict(Matter matter) {
        return matter.settings().is(Setting.CONSENT_P18_CONFLICT, "REFUSE")
                ? Breach.of(Code.SPECIAL_CATEGORY, "consent")
                : Breach.of(Code.CONSENT_CONFLICT);
    }

    private static boolean isReason(String text) {
        return Arrays.stream(NoConsentReason.values()).anyMatch(reason -> reason.name().equals(text));
    }
}
