// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import java.util.Optional;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Role;

/// Who acts, as the ledger names him: an account that has signed in, the operating system's user on the gateway's own machine,
/// or both (`formats.md` 7). The machine's user alone is a system administrator and never acts for an agency.
public final class Actor {
    private final Optional<Authenticated> who;
    private final Optional<String> machineUser;

    private Actor(Optional<Authenticated> who, Optional<String> machineUser) {
        this.who = who;
        this.machineUser = machineUser;
    }

    /// Somebody at the portal or the administration pages.
    public static Actor signedIn(Authenticated who) {
        return new Actor(Optional.of(who), Optional.empty());
    }

    /// The machine's user, and nobody's account.
    ///
    /// @param machineUser as `os:root`
    public static Actor onMachine(String machineUser) {
        return new Actor(Optional.empty(), Optional.of(machineUser));
    }

    /// Somebody who has signed in to a command of the machine's user.
    ///
    /// @param machineUser as `os:root`
    public static Actor onMachine(Authenticated who, String machineUser) {
        return new Actor(Optional.of(who), Optional.of(machineUser));
    }

    /// The proof of the sign-in; empty where only the machine's user acts.
    public Optional<Authenticated> who() {
        return who;
    }

    /// The account that acts; empty where only the machine's user does.
    public Optional<AccountId> account() {
        return who.map(Authenticated::account);
    }

    /// The machine's user alone has the role of a system administrator and no other.
    public boolean has(Role role) {
        return who.map(signedIn -> signedIn.has(role)).orElse(role == Role.SYSADMIN);
    }

    /// As the actor column of the ledger names him: the account, else the machine's user.
    public String name() {
        return who.map(signedIn -> signedIn.account().value()).or(() -> machineUser).orElseThrow();
    }

    /// Puts account, agency and machine's user into an entry.
    public Draft sign(Draft draft) {
        Draft signed = draft.actor(name());
        if (who.isPresent()) {
            signed = signed.agency(who.get().agency().value());
        }
        return who.isPresent() && machineUser.isPresent() ? signed.machineUser(machineUser.get()) : signed;
    }

    @Override
    public String toString() {
        return who.map(signedIn -> signedIn + machineUser.map(user -> " of " + user).orElse("")).orElseGet(this::name);
    }
}
