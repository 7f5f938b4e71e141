// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the sender relies on. Everything may be missing here; the agreement says what it needs.
///
/// @param dpaCondition a condition of the Data Protection Act 2018: `SCH1-P2-18`
/// @param gateways     the Acts or guidance shared under, as codes
/// @param otherGateway one that the list does not have
public record Basis(Optional<Article6> article6, Optional<Article9> article9, Optional<String> dpaCondition,
        Optional<NoConsentReason> noConsentReason, Set<String> gateways, Optional<String> otherGateway,
        Optional<Consent> consent, Optional<Informed> informed, Optional<String> confidentiality) {

    /// Nothing is given.
    public static final Basis NONE = new Basis(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Basis {
        gateways = Set.copyOf(gateways);
    }

    /// A condition of Article 6(1) UK GDPR; `RLI` are recognised legitimate interests.
    public enum Article6 {
        A("consent"),
        B("contract"),
        C("legal obligation"),
        D("vital interests"),
        E("public task"),
        F("legitimate interests"),
        RLI("recognised legitimate interests");

        private final String words;

        Article6(String words) {
            this.words = words;
        }

        public String code() {
            return this == RLI ? name() : name().toLowerCase(Locale.ROOT);
        }

        public String words() {
            return words;
        }
    }

    /// A condition of Article 9(2) UK GDPR.
    public enum Article9 {
        A, B, C, D, E, F, G, H, I, J;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Why somebody acts without consent under paragraph 18 of Schedule 1 to the Data Protection Act 2018.
    public enum NoConsentReason {
        NOT_POSSIBLE, NOT_REASONABLE, WOULD_PLACE_AT_RISK
    }

    /// Where consent stands.
    ///
    /// @param reason why it was not sought
    public record Consent(ConsentState state, Optional<String> reason, Optional<RefusalOverride> override,
            Optional<String> overrideText) {

        public enum ConsentState {
            OBTAINED, NOT_SOUGHT, REFUSED, WITHDRAWN
        }

        /// Why sharing goes on although consent was refused.
        public enum RefusalOverride {
            SAFETY, PUBLIC_INTEREST
        }
    }

    /// Whether the person or family was told.
    public record Informed(InformedState state, Optional<String> reason, Optional<LocalDate> on) {

        public enum InformedState {
            TOLD, WILL_BE_TOLD, NOT_TOLD
        }
    }
}
