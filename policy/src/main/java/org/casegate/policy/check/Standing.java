// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.AgreementRegistration.Termination;
import org.casegate.policy.register.Membership;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Setting;
import org.casegate.policy.register.Settings;

/// How agencies and accounts stand to one agreement by one register.
final class Standing {

    private final Terms terms;
    private final Register register;
    private final Optional<AgreementRegistration> registration;
    private final Settings settings;
    private final Admissions admissions;
    private final Territory territory;

    Standing(Terms terms, Register register) {
        this.terms = terms;
        this.register = register;
        this.registration = register.agreement(terms.version().agreement());
        this.settings = registration.map(AgreementRegistration::settings).orElse(Settings.NONE)
                .orElse(terms.settings());
        this.admissions = new Admissions(terms, register, settings);
        this.territory = new Territory(register, registration, settings);
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

    Admissions admissions() {
        return admissions;
    }

    Territory territory() {
        return territory;
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
                .filter(notice -> endsForAll(notice)
                        || notice.by().filter(by -> register.same(by, agency)).isPresent());
    }

    /// Whether the notice ends the agreement for everybody, by its own words or because the partnership settled it so.
    boolean endsForAll(Termination notice) {
        return notice.scope() == Termination.Scope.ALL || settings.is(Setting.TERMINATION_SCOPE, "ALL");
    }

    /// The name to show: the registered one, else as the agreement prints it, else one made from the id.
    String nameOf(AgencyId agency, LocalDate today) {
        return register.agency(agency).isPresent()
                ? register.nameOf(agency)
                : admissions.party(agency, today)
                        .or(() -> terms.parties().findClass(agency, register, today))
                        .or(() -> terms.parties().findExternal(agency, register, today))
                        .map(Parties.Party::name).orElseGet(() -> register.nameOf(agency));
    }

    /// Since when the agency is suspended.
    Optional<LocalDate> suspendedSince(AgencyId agency, LocalDate today) {
        return admissions.membership(agency, today).flatMap(Membership::suspended).map(Membership.Suspension::from)
                .filter(from -> !today.isBefore(from));
    }

    boolean isTrained(Account account, LocalDate today) {
        int months = settings().value(Setting.TRAINING_VALID_MONTHS).map(Integer::parseInt).orElse(0);
        return account.trainedOn().filter(on -> !today.isBefore(on))
                .filter(on -> months == 0 || today.isBefore(on.plusMonths(months))).isPresent();
    }

    /// The organisation's own checks on the person are attested.
    boolean isChecked(Account account, LocalDate today) {
        return account.checkedOn().filter(on -> !today.isBefore(on)).isPresent();
    }
}
