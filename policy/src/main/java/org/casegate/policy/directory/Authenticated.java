// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Set;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Role;

/// Proof that somebody has signed in with every factor that his channel asks for. It cannot be made outside this package,
/// copied from text, or stored: whoever holds one was let in.
public final class Authenticated {
    private final AccountId account;
    private final AgencyId agency;
    private final Set<Role> roles;
    private final Channel channel;
    private final InetAddress address;
    private final Instant at;

    Authenticated(AccountId account, AgencyId agency, Set<Role> roles, Channel channel, InetAddress address,
            Instant at) {
        this.account = account;
        this.agency = agency;
        this.roles = Set.copyOf(roles);
        this.channel = channel;
        this.address = address;
        this.at = at;
    }

    public AccountId account() {
        return account;
    }

    public AgencyId agency() {
        return agency;
    }

    /// The roles of the account that count on this channel; never empty.
    public Set<Role> roles() {
        return roles;
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public Channel channel() {
        return channel;
    }

    /// Where the present request comes from, which need not be where the session began.
    public InetAddress address() {
        return address;
    }

    /// When the account signed in, by the wall clock.
    public Instant at() {
        return at;
    }

    /// Whether more than one factor was asked for: a password and a code, not a key alone.
    public boolean multiFactor() {
        return channel != Channel.SFTP;
    }

    @Override
    public String toString() {
        return account + " by " + channel;
    }
}
