// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One legal body, whichever agreements it is a party to.
///
/// @param name               as people know it; shown to senders
/// @param aliases            other names that mean the same body, as ids
/// @param place              of its registered endpoint; unknown is no allowed place
/// @param networks           its registered networks, asked before any country database
/// @param ico                its registration with the Information Commissioner
/// @param competentAuthority for law enforcement under Part 3 of the Data Protection Act 2018
/// @param succeeds           the bodies whose place it has taken, with dates
/// @param openpgp            where its own certificate lies, relative to the register's file; nothing where it has none, and
///                           parts for it are sealed to keys that the gateway keeps
/// @param ssh                how its accounts sign in by SSH, beside their registered keys
public record Agency(AgencyId id, String name, Set<AgencyId> aliases, Place place, List<Network> networks,
        Optional<IcoRegistration> ico, boolean competentAuthority, Optional<Contact> spoc,
        Optional<Contact> responsibleManager, List<Succession> succeeds, Optional<String> openpgp, SshRules ssh) {

    public Agency {
        aliases = Set.copyOf(aliases);
        networks = List.copyOf(networks);
        succeeds = List.copyOf(succeeds);
    }

    /// The same with other rules for SSH.
    public Agency with(SshRules rules) {
        return new Agency(id, name, aliases, place, networks, ico, competentAuthority, spoc, responsibleManager,
                succeeds, openpgp, rules);
    }

    /// The same with a certificate of its own, or without.
    public Agency withOpenpgp(Optional<String> file) {
        return new Agency(id, name, aliases, place, networks, ico, competentAuthority, spoc, responsibleManager,
                succeeds, file, ssh);
    }

    /// This agency has taken the place of another one. From that day whatever names the other means this one.
    ///
    /// @param agency the other one
    /// @param on     the first day
    public record Succession(AgencyId agency, LocalDate on) {}

    /// A registration with the Information Commissioner.
    ///
    /// @param expires the last day of the registration
    public record IcoRegistration(String number, Optional<LocalDate> expires) {}
}
