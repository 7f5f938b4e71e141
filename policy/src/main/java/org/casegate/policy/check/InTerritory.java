// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Setting;

/// Refuses a recipient's endpoint, a store or a sender's address outside the places that the agreement allows, and one
/// that the agreement allows but this gateway does not serve.
record InTerritory() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        if (matter.manifest().isAnonymised() && matter.settings().is(Setting.TERRITORY_INCLUDES_ANONYMISED, "no")) {
            return Answer.notApplicable();
        }
        List<Breach> breaches = new ArrayList<>();
        for (AgencyId recipient : matter.recipientAgencies()) {
            Place place = matter.register().agency(recipient).map(Agency::place).orElse(Place.UNKNOWN);
            objection(matter, recipient, place, "").ifPresent(breaches::add);
        }
        AgencyId sender = matter.senderAgency().orElseThrow();
        for (Place place : stores(matter)) {
            objection(matter, sender, place, "storage").ifPresent(breaches::add);
        }
        if (!matter.settings().is(Setting.TERRITORY_APPLIES_TO, "RECEIVED_ONLY")) {
            matter.facts().senderPlace().flatMap(place -> objection(matter, sender, place, "sender"))
                    .ifPresent(breaches::add);
        }
        return Answer.of(breaches);
    }

    @Override
    public Set<String> sentences() {
        return Set.of("TERRITORY", "TERRITORY/storage", "TERRITORY/sender", "TERRITORY/ceiling");
    }

    /// A gateway that does not say where it stores, stores in an unknown place.
    private static List<Place> stores(Matter matter) {
        Set<Place> known = matter.facts().storagePlaces().isEmpty()
                ? matter.register().storagePlaces()
                : matter.facts().storagePlaces();
        return known.isEmpty() ? List.of(Place.UNKNOWN) : known.stream().sorted().toList();
    }

    private static Optional<Breach> objection(Matter matter, AgencyId agency, Place place, String variant) {
        LocalDate today = matter.today();
        if (!matter.standing().allowsPlace(place, agency, today)) {
            return Optional.of(breach(matter, agency, place, variant));
        }
        return matter.standing().belowCeiling(place)
                ? Optional.empty()
                : Optional.of(breach(matter, agency, place, "ceiling"));
    }

    private static Breach breach(Matter matter, AgencyId agency, Place place, String variant) {
        return Breach.of(Code.TERRITORY, variant).with("recipient", matter.register().nameOf(agency)).with("place",
                place.readable());
    }
}
