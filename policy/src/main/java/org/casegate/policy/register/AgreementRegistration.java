// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a partnership has settled about its agreement: the version in force, the schedule, the settings, the duty contact.
///
/// @param textSha256  of the text in force, 64 hexadecimal digits, where it is another than the one that ships with the gateway
/// @param start       the first day on which it judges; empty means that no start is set
/// @param reviewed    the dates of reviews that took place
/// @param retention   the retention schedule of the gateway copy, by class
public record AgreementRegistration(AgreementId agreement, String version, Optional<String> textSha256, State state,
        Optional<LocalDate> start,
        List<LocalDate> reviewed, Optional<Termination> terminated, List<TransferMechanism> transferMechanisms,
        Map<RetentionClassId, RetentionClass> retention, Settings settings, Optional<Duty> duty) {

    public AgreementRegistration {
        reviewed = reviewed.stream().sorted().toList();
        transferMechanisms = List.copyOf(transferMechanisms);
        retention = Map.copyOf(retention);
    }

    /// One about which nothing is settled yet.
    public static AgreementRegistration draft(AgreementId agreement, String version) {
        return new AgreementRegistration(agreement, version, Optional.empty(), State.DRAFT, Optional.empty(), List.of(),
                Optional.empty(), List.of(), Map.of(), Settings.NONE, Optional.empty());
    }

    /// The same with one retention class replaced, or added.
    public AgreementRegistration with(RetentionClass replacement) {
        Map<RetentionClassId, RetentionClass> replaced = new HashMap<>(retention);
        replaced.put(replacement.id(), replacement);
        return new AgreementRegistration(agreement, version, textSha256, state, start, reviewed, terminated,
                transferMechanisms, replaced, settings, duty);
    }

    /// The same with these settings.
    public AgreementRegistration with(Settings others) {
        return new AgreementRegistration(agreement, version, textSha256, state, start, reviewed, terminated,
                transferMechanisms, retention, others, duty);
    }

    /// The same by this text.
    public AgreementRegistration withText(String sha256) {
        return new AgreementRegistration(agreement, version, Optional.of(sha256), state, start, reviewed, terminated,
                transferMechanisms, retention, settings, duty);
    }

    /// The same with another text in force.
    public AgreementRegistration active(String itsVersion, Optional<String> itsText) {
        return new AgreementRegistration(agreement, itsVersion, itsText, State.ACTIVE, start, reviewed, terminated,
                transferMechanisms, retention, settings, duty);
    }

    /// The same as if it were registered for another version, signatures to the one before counting for it.
    public AgreementRegistration inVersion(String another) {
        return another.equals(version)
                ? this
                : new AgreementRegistration(agreement, another, textSha256, state, start, reviewed, terminated,
                        transferMechanisms, retention, settings.with(Setting.SIGNATURES_CARRY_OVER, "yes"), duty);
    }

    /// Only an active version judges.
    public enum State {
        DRAFT, ACTIVE
    }

    /// A notice of termination.
    ///
    /// @param effective the moment from which it holds
    /// @param scope     whether it ends the agreement for the party that served it, or for all
    public record Termination(Instant effective, Scope scope, Optional<AgencyId> by) {

        /// For whom a notice ends the agreement.
        public enum Scope {
            PARTY, ALL
        }
    }

    /// A recorded mechanism for transfers to a place outside the area that the agreement allows by itself.
    public record TransferMechanism(AgencyId agency, Place place, String reference, LocalDate on) {}

    /// Whom to ring when a child may be at risk; named in every refusal.
    public record Duty(String role, Optional<String> phone, Optional<String> hours) {}
}
