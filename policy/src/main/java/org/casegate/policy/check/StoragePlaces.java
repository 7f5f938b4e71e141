// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;

/// Where object store, database and mail relay are, before one agreement. Each pack is judged by the stores' places too; this is
/// for the start, when nothing has been stored yet.
public final class StoragePlaces {

    private StoragePlaces() {}

    /// A store in a place where no data may be.
    ///
    /// @param byAgreement the agreement does not allow the place; else it does, and this gateway does not serve it
    public record Objection(Place place, boolean byAgreement) {}

    /// What speaks against these places, by place. Nothing where the agreement is not in force. Whoever does not say where
    /// something is has it in an unknown place.
    public static List<Objection> objections(Terms terms, Set<Place> places, Register register, LocalDate today) {
        Standing standing = new Standing(terms, register);
        boolean inForce = standing.registration().map(AgreementRegistration::state)
                .filter(AgreementRegistration.State.ACTIVE::equals).isPresent();
        if (!inForce) {
            return List.of();
        }
        Set<Place> known = places.isEmpty() ? Set.of(Place.UNKNOWN) : places;
        return known.stream().sorted().flatMap(place -> objection(standing, place, today).stream()).toList();
    }

    /// A store is where data may be if some party could send to it.
    private static Optional<Objection> objection(Standing standing, Place place, LocalDate today) {
        Set<Territory.Ruling> rulings = standing.terms().parties().all().stream()
                .map(party -> standing.territory().endpoint(place, party.id(), today)).collect(Collectors.toSet());
        return rulings.contains(Territory.Ruling.ALLOWED)
                ? Optional.empty()
                : Optional.of(new Objection(place, !rulings.contains(Territory.Ruling.CEILING)));
    }
}
