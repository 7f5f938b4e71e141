// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Somebody, or something, that can sign in for one agency. Accounts stay in the ledger for ever.
///
/// @param trainedOn when data protection training was attested
/// @param checkedOn when organisational checks were attested
/// @param sshKeys   public keys, one authorised-keys line each, form and type checked
/// @param holders   of a role account: the persons that may act in it
public record Account(AccountId id, AgencyId agency, Kind kind, Set<Role> roles, Optional<String> email,
        Optional<LocalDate> trainedOn, Optional<LocalDate> checkedOn, List<String> sshKeys, Set<AccountId> holders) {

    public Account {
        roles = Set.copyOf(roles);
        sshKeys = List.copyOf(sshKeys);
        holders = Set.copyOf(holders);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /// What stands behind an account.
    public enum Kind {
        PERSON, ROLE, SYSTEM
    }
}
