// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.AgreementRegistration.Termination;
import org.casegate.policy.register.Membership;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Setting;
import org.casegate.policy.register.Settings;

/// How agencies and accounts stand to one agreement by one register.
final class Standing {

    private final Terms terms;
    private final Register register;
    private final Optional<AgreementRegistration> registration;
    private final Settings settings;

    Standing(Terms terms, Register register) {
        this.terms = terms;
        this.register = register;
        this.registration = register.agreement(terms.version().agreement());
        this.settings = registration.map(AgreementRegistration::settings).orElse(Settings.NONE)
                .orElse(terms.settings());
    }

    Register register() {
        return register;
    }

    Terms terms() {
        return terms;
    }

    Optional<AgreementRegistration> registration() {
        return registration;
    }

    /// The register's settings, and the agreement's where the register says nothing.
    Settings settings() {
        return settings;
    }

    /// This version has been put in force and has begun.
    boolean isActive(LocalDate today) {
        return registration().filter(found -> found.state() == AgreementRegistration.State.ACTIVE)
                .filter(found -> found.version().equals(terms.version().version()))
                .filter(found -> found.start().stream().noneMatch(today::isBefore)).isPresent();
    }

    /// The notice that has ended the agreement for this agency, or for all.
    Optional<Termination> ended(AgencyId agency, Instant now) {
        return registration().flatMap(AgreementRegistration::terminated)
                .filter(notice -> !now.isBefore(notice.effective()))
                .filter(notice -> notice.scope() == Termination.Scope.ALL
                        || notice.by().filter(by -> register.same(by, agency)).isPresent());
    }

    Optional<Membership> membership(AgencyId agency) {
        return register.membership(terms.version().agreement(), agency)
                .or(() -> terms.parties().find(agency, register)
                        .flatMap(party -> register.membership(terms.version().agreement(), party.id())));
    }

    /// The agreement names the agency, or the statutory partners admitted it where the partnership allows that.
    boolean isNamed(AgencyId agency, LocalDate today) {
        return terms.parties().find(agency, register).isPresent() || isAdmitted(agency, today);
    }

    /// Whether the agency has done what the agreement asks before it may share.
    boolean isBound(AgencyId agency, LocalDate today) {
        Optional<Parties.Party> party = terms.parties().find(agency, register);
        if (party.isEmpty()) {
            return isAdmitted(agency, today);
        }
        Optional<Membership> membership = membership(agency);
        if (membership.flatMap(Membership::signed).filter(signed -> counts(signed, today)).isPresent()) {
            return true;
        }
        return !party.get().isStatutory() && settings().is(Setting.ADMISSION_NAMED, "NOTICE")
                && membership.flatMap(Membership::notified).filter(notice -> !today.isBefore(notice.on())).isPresent();
    }

    /// Since when the agency is suspended.
    Optional<LocalDate> suspendedSince(AgencyId agency, LocalDate today) {
        return membership(agency).flatMap(Membership::suspended).map(Membership.Suspension::from)
                .filter(from -> !today.isBefore(from));
    }

    boolean isTrained(Account account, LocalDate today) {
        int months = settings().value(Setting.TRAINING_VALID_MONTHS).map(Integer::parseInt).orElse(0);
        return account.trainedOn().filter(on -> !today.isBefore(on))
                .filter(on -> months == 0 || today.isBefore(on.plusMonths(months))).isPresent();
    }

    /// Whether the agreement lets data be in this place. An unknown place is none that it lets.
    boolean allowsPlace(Place place, AgencyId agency, LocalDate today) {
        if (place.equals(Place.UNKNOWN)) {
            return false;
        }
        String allowed = settings().value(Setting.TERRITORY_ALLOWED).orElse("UK");
        return place.isUk() || settings().codes(Setting.TERRITORY_EXTRA_PLACES).contains(place.code())
                || (!allowed.equals("UK") && place.isEea())
                || (allowed.equals("UK+EEA+MECHANISM") && hasMechanism(place, agency, today));
    }

    /// Whether the agreement lets the gateway's stores be in this place: some party could send to them.
    boolean allowsStore(Place place, LocalDate today) {
        return terms.parties().all().stream().anyMatch(party -> allowsPlace(place, party.id(), today));
    }

    /// Whether this gateway serves the place at all.
    boolean belowCeiling(Place place) {
        return place.isUk() || (register.ceiling() == Register.Ceiling.NONE && !place.equals(Place.UNKNOWN));
    }

    private boolean hasMechanism(Place place, AgencyId agency, LocalDate today) {
        return registration().stream().flatMap(found -> found.transferMechanisms().stream())
                .anyMatch(mechanism -> mechanism.place().equals(place) && register.same(mechanism.agency(), agency)
                        && !today.isBefore(mechanism.on()));
    }

    private boolean counts(Membership.Signature signed, LocalDate today) {
        boolean thisVersion = signed.version().filter(terms.version().version()::equals).isPresent();
        return !today.isBefore(signed.on())
                && (thisVersion || !settings().is(Setting.SIGNATURES_CARRY_OVER, "no"));
    }

    private boolean isAdmitted(AgencyId agency, LocalDate today) {
        return settings().is(Setting.OTHER_BODIES, "ADMIT_BY_PARTNERS")
                && membership(agency).flatMap(Membership::admitted).filter(admitted -> !today.isBefore(admitted.on()))
                        .filter(admitted -> holdsAllPartners(admitted.by())).isPresent();
    }

    private boolean holdsAllPartners(List<AgencyId> admitters) {
        Set<AgencyId> bodies = admitters.stream().map(register::resolve).collect(Collectors.toSet());
        List<Parties.Party> partners = terms.parties().statutory();
        return !partners.isEmpty()
                && partners.stream().allMatch(partner -> bodies.contains(register.resolve(partner.id())));
    }
}
