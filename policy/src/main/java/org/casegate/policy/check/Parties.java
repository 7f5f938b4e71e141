// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;

/// The bodies that an agreement names, in its order.
public record Parties(List<Party> all) {

    public Parties {
        all = List.copyOf(all);
    }

    /// The party that goes by this name, in the agreement or in the register.
    public Optional<Party> find(AgencyId any, Register register) {
        return all.stream().filter(party -> party.names().anyMatch(name -> register.same(name, any))).findFirst();
    }

    /// The statutory partners.
    public List<Party> statutory() {
        return all.stream().filter(Party::isStatutory).toList();
    }

    /// One body, as the agreement prints it.
    ///
    /// @param aliases other names that the agreement itself uses for it
    public record Party(AgencyId id, String name, boolean isStatutory, List<AgencyId> aliases) {

        public Party {
            aliases = List.copyOf(aliases);
        }

        Stream<AgencyId> names() {
            return Stream.concat(Stream.of(id), aliases.stream());
        }
    }
}
