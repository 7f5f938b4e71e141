// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.casegate.schema.tables.access.Tables.SUSPENSION;
import static org.casegate.schema.tables.register.Tables.HEAD;

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
import org.casegate.schema.Rendered;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// Decides who may come in by a channel if he proves who he is: an account of the present register, of an agency that is
/// in it too, of a kind and with a role for this channel, not suspended.
final class Entrance {
    private static final Field<Boolean> SUSPENDED = DSL
            .field(DSL.exists(DSL.selectOne().from(SUSPENSION).where(SUSPENSION.ACCOUNT.eq("")))).as("suspended");
    private static final Rendered NOW = Rendered.of(DSL.select(HEAD.REVISION, SUSPENDED).from(HEAD));

    private final Database database;
    private final Directory directory;

    Entrance(Database database, Directory directory) {
        this.database = database;
        this.directory = directory;
    }

    /// The same work for every name, known or not.
    Optional<Entrant> find(String name, Channel channel) {
        Record now = NOW.fetch(database.query(), name).getFirst();
        boolean suspended = now.get(SUSPENDED);
        Register register = directory.newest(now.get(HEAD.REVISION));
        return AccountId.parse(name)
                .flatMap(register::account)
                .filter(_ -> !suspended)
                .flatMap(account -> register.agency(account.agency())
                        .map(agency -> new Entrant(account, channel.rolesOf(account), agency.ssh())))
                .filter(entrant -> !entrant.roles().isEmpty());
    }

    /// Where an address is, by what the register said at most a second ago: by that of [#find], where it has just been called.
    Place place(InetAddress address) {
        return directory.placeOf(address, directory.recent());
    }

    /// Whether the register has an account of this name, or had a second ago.
    boolean exists(String name) {
        return AccountId.parse(name).flatMap(directory.recent()::account).isPresent();
    }

    /// Whether the address is of a registered network of the account's agency, or was a second ago.
    boolean isHome(String name, InetAddress address) {
        Register register = directory.recent();
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
