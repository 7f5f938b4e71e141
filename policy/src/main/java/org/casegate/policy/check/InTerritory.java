// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Setting;

/// Refuses a recipient's endpoint, a store or a sender's address outside the places that the agreement allows, and one
/// that the agreement allows but this gateway does not serve.
///
/// @param adequacy the law by which data may go from the United Kingdom to the European Economic Area
record InTerritory(Optional<String> adequacy) implements Check {

    @Override
    public Answer weigh(Matter matter) {
        if (matter.manifest().isAnonymised() && matter.settings().is(Setting.TERRITORY_INCLUDES_ANONYMISED, "no")) {
            return Answer.notApplicable();
        }
        LocalDate today = matter.today();
        Territory territory = matter.standing().territory();
        List<Breach> breaches = new ArrayList<>();
        Set<Place> places = new TreeSet<>();
        for (AgencyId recipient : matter.recipientAgencies()) {
            Place place = matter.register().agency(recipient).map(Agency::place).orElse(Place.UNKNOWN);
            places.add(place);
            objection(territory.endpoint(place, recipient, today), "", place)
                    .map(breach -> breach.with("recipient", matter.nameOf(recipient))).ifPresent(breaches::add);
        }
        AgencyId sender = matter.senderAgency().orElseThrow();
        for (Place place : stores(matter)) {
            objection(territory.endpoint(place, sender, today), "storage", place).ifPresent(breaches::add);
        }
        if (!matter.settings().is(Setting.TERRITORY_APPLIES_TO, "RECEIVED_ONLY")) {
            matter.facts().senderPlace()
                    .flatMap(place -> objection(
                            territory.address(place, sender, matter.facts().sender(), today), "sender", place))
                    .ifPresent(breaches::add);
        }
        return breaches.isEmpty()
                ? Answer.satisfiedBy(territory.readings(places, adequacy))
                : Answer.of(breaches);
    }

    @Override
    public Set<String> sentences() {
        return Set.of("TERRITORY", "TERRITORY/storage", "TERRITORY/sender", "TERRITORY/ceiling",
                "TERRITORY/ceiling-storage", "TERRITORY/ceiling-sender");
    }

    /// A gateway that does not say where it stores, stores in an unknown place.
    private static List<Place> stores(Matter matter) {
        Set<Place> known = matter.facts().storagePlaces().isEmpty()
                ? matter.register().storagePlaces()
                : matter.facts().storagePlaces();
        return known.isEmpty() ? List.of(Place.UNKNOWN) : known.stream().sorted().toList();
    }

    private static Optional<Breach> objection(Territory.Ruling ruling, String of, Place place) {
        String ceiling = of.isEmpty() ? "ceiling" : "ceiling-" + of;
        return switch (ruling) {
            case ALLOWED -> Optional.empty();
            case AGREEMENT -> Optional.of(Breach.of(Code.TERRITORY, of).with("place", place.readable()));
            case CEILING -> Optional.of(Breach.of(Code.TERRITORY, ceiling).with("place", place.readable()));
        };
    }
}
