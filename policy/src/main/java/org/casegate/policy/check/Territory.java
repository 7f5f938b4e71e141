// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Setting;
import org.casegate.policy.register.Settings;

/// Where an agreement lets data be, and where this gateway serves at all.
final class Territory {

    private final Register register;
    private final Optional<AgreementRegistration> registration;
    private final Settings settings;

    Territory(Register register, Optional<AgreementRegistration> registration, Settings settings) {
        this.register = register;
        this.registration = registration;
        this.settings = settings;
    }

    /// Whether an agency's data may be in the place, and who forbids it if not. An unknown place is none that is allowed.
    Ruling endpoint(Place place, AgencyId agency, LocalDate today) {
        return ruling(place, allows(place, agency, today));
    }

    /// The same for the address of somebody who signed in.
    Ruling address(Place place, AgencyId agency, AccountId account, LocalDate today) {
        return ruling(place, allows(place, agency, today) || mayBeAbroad(place, account));
    }

    /// By which interpretation or law data may be in these places, where the agreement's words do not settle it: the United
    /// Kingdom is outside the area of which a wide agreement speaks.
    List<String> readings(Set<Place> places, Optional<String> adequacy) {
        List<String> readings = new ArrayList<>();
        boolean wide = !allowed().equals("UK");
        if (wide && places.stream().anyMatch(Place::isUk) && !settings.is(Setting.TERRITORY_EEA_MEANS, "LITERAL")) {
            readings.add(Setting.TERRITORY_EEA_MEANS.key() + " UK_AND_EEA");
        }
        adequacy.filter(_ -> wide && places.stream().anyMatch(Place::isEea)).ifPresent(readings::add);
        return readings;
    }

    /// An agreement as narrow as the ceiling speaks for itself; a wider one must not be blamed for what the ceiling forbids.
    private Ruling ruling(Place place, boolean allowed) {
        boolean served = place.isUk() || register.ceiling() == Register.Ceiling.NONE;
        if (served) {
            return allowed ? Ruling.ALLOWED : Ruling.AGREEMENT;
        }
        return allowed || !allowed().equals("UK") ? Ruling.CEILING : Ruling.AGREEMENT;
    }

    private boolean allows(Place place, AgencyId agency, LocalDate today) {
        if (place.equals(Place.UNKNOWN)) {
            return false;
        }
        boolean literally = settings.is(Setting.TERRITORY_EEA_MEANS, "LITERAL") && !allowed().equals("UK");
        return (place.isUk() && !literally)
                || settings.codes(Setting.TERRITORY_EXTRA_PLACES).contains(place.code())
                || (!allowed().equals("UK") && place.isEea())
                || (allowed().equals("UK+EEA+MECHANISM") && hasMechanism(place, agency, today));
    }

    private boolean mayBeAbroad(Place place, AccountId account) {
        return !place.equals(Place.UNKNOWN) && settings.is(Setting.REMOTE_ACCESS, "ALLOW_NAMED")
                && settings.codes(Setting.REMOTE_NAMED).contains(account.value());
    }

    private String allowed() {
        return settings.value(Setting.TERRITORY_ALLOWED).orElse("UK");
    }

    private boolean hasMechanism(Place place, AgencyId agency, LocalDate today) {
        return registration.stream().flatMap(found -> found.transferMechanisms().stream())
                .anyMatch(mechanism -> mechanism.place().equals(place) && register.same(mechanism.agency(), agency)
                        && !today.isBefore(mechanism.on()));
    }

    /// Who says no, if anybody.
    enum Ruling {
        ALLOWED, AGREEMENT, CEILING
    }
}
