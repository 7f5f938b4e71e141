// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.casegate.schema.tables.access.Tables.SUSPENSION;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Role;
import org.casegate.policy.register.SshRules;
import org.casegate.schema.Database;

/// Decides who may come in by a channel if he proves who he is: an account of the present register, of an agency that is
/// in it too, of a kind and with a role for this channel, not suspended.
final class Entrance {
    private final Database database;
    private final Directory directory;

    Entrance(Database database, Directory directory) {
        this.database = database;
        this.directory = directory;
    }

    /// The same work for every name, known or not.
    Optional<Entrant> find(String name, Channel channel) {
        Register register = directory.current();
        boolean suspended = database.query().fetchExists(SUSPENSION, SUSPENSION.ACCOUNT.eq(name));
        return AccountId.parse(name)
                .flatMap(register::account)
                .filter(_ -> !suspended)
                .flatMap(account -> register.agency(account.agency())
                        .map(agency -> new Entrant(account, channel.rolesOf(account), agency.ssh())))
                .filter(entrant -> !entrant.roles().isEmpty());
    }

    /// Where an address is.
    Place place(InetAddress address) {
        return directory.placeOf(address);
    }

    /// Whether the present register has an account of this name.
    boolean exists(String name) {
        return AccountId.parse(name).flatMap(directory.current()::account).isPresent();
    }

    /// Whether the address is of a registered network of the account's agency.
    boolean isHome(String name, InetAddress address) {
        Register register = directory.current();
        return AccountId.parse(name).flatMap(register::account).flatMap(account -> register.agency(account.agency()))
                .filter(agency -> agency.networks().stream().anyMatch(network -> network.contains(address)))
                .isPresent();
    }

    /// An account that may come in.
    ///
    /// @param ssh what its agency settles about SSH
    record Entrant(Account account, Set<Role> roles, SshRules ssh) {
        /// People have an authenticator; programs have none.
        boolean asksForCode() {
            return account.kind() == Account.Kind.PERSON && ssh.oneTimeCode();
        }

        Authenticated authenticated(Channel channel, InetAddress from, Instant at) {
            return new Authenticated(account.id(), account.agency(), roles, channel, from, at);
        }
    }
}
