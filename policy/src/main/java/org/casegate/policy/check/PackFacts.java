// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.PartName;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Place;

/// Everything about one pack that a judgement may look at, besides the register. Complete: no check asks elsewhere.
///
/// @param sender        the account that signed in
/// @param channelSecure the connection was SFTP or HTTPS with an allowed algorithm
/// @param senderPlace   where the sender's address is, [Place#UNKNOWN] included; empty only in a dry run that gives none
/// @param begun         when the pack was begun; the same as `received` where nobody knows
/// @param received      the moment of the judgement
/// @param storagePlaces where the object store and the database are; empty takes the register's word
/// @param parts         the files that arrived, in any order
/// @param emergency     who let it pass because a child cannot wait
/// @param correctable   the transfer that the manifest corrects is one that the sender's agency may correct; a dry run takes
///                      its word
public record PackFacts(Manifest manifest, AccountId sender, boolean channelSecure, Optional<Place> senderPlace,
        Instant begun, Instant received, Set<Place> storagePlaces, List<PartFacts> parts, CaseFacts caseFacts,
        Limits limits, Optional<Emergency> emergency, boolean correctable) {

    public PackFacts {
        storagePlaces = Set.copyOf(storagePlaces);
        parts = List.copyOf(parts);
    }

    /// Starts the facts of a pack that came over a secure channel from a place not yet said, without parts.
    public static PackFacts of(Manifest manifest, AccountId sender, Instant received) {
        return new PackFacts(manifest, sender, true, Optional.empty(), received, received, Set.of(), List.of(),
                new CaseFacts.AsDeclared(), Limits.STANDARD, Optional.empty(), true);
    }

    public PackFacts over(boolean secureChannel) {
        return new PackFacts(manifest, sender, secureChannel, senderPlace, begun, received, storagePlaces, parts,
                caseFacts, limits, emergency, correctable);
    }

    public PackFacts from(Place place) {
        return new PackFacts(manifest, sender, channelSecure, Optional.of(place), begun, received, storagePlaces,
                parts, caseFacts, limits, emergency, correctable);
    }

    public PackFacts begun(Instant moment) {
        return new PackFacts(manifest, sender, channelSecure, senderPlace, moment, received, storagePlaces, parts,
                caseFacts, limits, emergency, correctable);
    }

    public PackFacts storedIn(Set<Place> places) {
        return new PackFacts(manifest, sender, channelSecure, senderPlace, begun, received, places, parts, caseFacts,
                limits, emergency, correctable);
    }

    public PackFacts parts(List<PartFacts> files) {
        return new PackFacts(manifest, sender, channelSecure, senderPlace, begun, received, storagePlaces, files,
                caseFacts, limits, emergency, correctable);
    }

    public PackFacts inCase(CaseFacts facts) {
        return new PackFacts(manifest, sender, channelSecure, senderPlace, begun, received, storagePlaces, parts,
                facts, limits, emergency, correctable);
    }

    public PackFacts within(Limits bounds) {
        return new PackFacts(manifest, sender, channelSecure, senderPlace, begun, received, storagePlaces, parts,
                caseFacts, bounds, emergency, correctable);
    }

    public PackFacts released(Emergency people) {
        return new PackFacts(manifest, sender, channelSecure, senderPlace, begun, received, storagePlaces, parts,
                caseFacts, limits, Optional.of(people), correctable);
    }

    public PackFacts correcting(boolean allowed) {
        return new PackFacts(manifest, sender, channelSecure, senderPlace, begun, received, storagePlaces, parts,
                caseFacts, limits, emergency, allowed);
    }

    public Optional<PartFacts> part(PartName name) {
        return parts.stream().filter(part -> part.name().sameAs(name)).findFirst();
    }
}
