// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.casegate.policy.check.Parties.Party;
import org.casegate.policy.check.Parties.Successor;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;
import org.jspecify.annotations.Nullable;

/// Finds the parties of one list by any of their names. Where several go by one name, the first of the list is meant.
final class PartyNames {

    private final List<Party> parties;
    private final Map<AgencyId, List<Named>> byName;
    private final Map<Integer, List<Party>> byEntry = new HashMap<>();

    PartyNames(List<Party> parties) {
        this.parties = List.copyOf(parties);
        this.byName = HashMap.newHashMap(parties.size());
        for (int place = 0; place < parties.size(); place++) {
            Party party = parties.get(place);
            add(party.id(), new Named(place, party, LocalDate.MIN));
            for (AgencyId alias : party.aliases()) {
                add(alias, new Named(place, party, LocalDate.MIN));
            }
            for (Successor next : party.successors()) {
                add(next.id(), new Named(place, party, next.from()));
            }
            party.entry().ifPresent(number -> byEntry.computeIfAbsent(number, _ -> new ArrayList<>()).add(party));
        }
    }

    List<Party> parties() {
        return parties;
    }

    /// The parties whose number in the agreement's list of members this is.
    Stream<Party> entries(int number) {
        return byEntry.getOrDefault(number, List.of()).stream();
    }

    /// The party that goes by this name on that day, or by another that means the same body to the register.
    Optional<Party> find(AgencyId any, Register register, LocalDate today) {
        Named first = null;
        for (AgencyId name : register.namesOf(any)) {
            for (Named named : byName.getOrDefault(name, List.of())) {
                first = named.isBefore(first) && !today.isBefore(named.from()) ? named : first;
            }
        }
        return first == null ? Optional.empty() : Optional.of(first.party());
    }

    /// All names that the parties of this very name ever had.
    Stream<AgencyId> everyName(AgencyId name) {
        return byName.getOrDefault(name, List.of()).stream().map(Named::party).flatMap(Party::everyName);
    }

    private void add(AgencyId name, Named named) {
        List<Named> known = byName.get(name);
        if (known == null) {
            byName.put(name, List.of(named));
        } else {
            List<Named> more = new ArrayList<>(known);
            more.add(named);
            byName.put(name, more);
        }
    }

    /// A party by one of its names.
    ///
    /// @param place of the party in the list
    /// @param from  the first day on which it has the name
    private record Named(int place, Party party, LocalDate from) {

        boolean isBefore(@Nullable Named other) {
            return other == null || place < other.place;
        }
    }
}
