// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.casegate.policy.register.Network;

/// What a site sets about its SFTP server. Everything else (algorithms, limits of the protocol) is fixed in code.
///
/// @param address                the address to listen on
/// @param port                   0 = any free port, told by [SftpServer#port()]
/// @param hostKeys               directory of the host keys; they are made there at the first start
/// @param maxUnauthenticated     connections that have not signed in yet, in all
/// @param maxUnauthenticatedEach the same, for one client address
/// @param authenticationTime     from the connection to the end of the sign-in
/// @param idleTime               without an SFTP request; keep-alives do not count
/// @param oldLibssh2             also offer the MACs without EtM to libssh2 up to 1.10 (the curl of Debian 12), which cannot
///                               connect otherwise
/// @param balancers              what stands in front and says by the PROXY protocol, version 2, whom a connection comes
///                               from; nobody else is believed
/// @param rekeyOctets            keys are exchanged anew after so many
/// @param rekeyTime              and after so long
public record SftpSettings(InetAddress address, int port, Path hostKeys, int maxUnauthenticated,
        int maxUnauthenticatedEach, Duration authenticationTime, Duration idleTime, boolean oldLibssh2,
        List<Network> balancers, long rekeyOctets, Duration rekeyTime) {

    public SftpSettings {
        balancers = List.copyOf(balancers);
    }

    /// The settings of a site that says nothing: 200 and 20 connections not signed in, 30 seconds to sign in, 30 minutes
    /// idle, no old libssh2, no balancer, new keys every GiB and every hour.
    public static SftpSettings of(InetAddress address, int port, Path hostKeys) {
        return new SftpSettings(address, port, hostKeys, 200, 20, Duration.ofSeconds(30), Duration.ofMinutes(30),
                false, List.of(), 1L << 30, Duration.ofHours(1));
    }

    /// The same, with or without old libssh2.
    public SftpSettings withOldLibssh2(boolean with) {
        return new SftpSettings(address, port, hostKeys, maxUnauthenticated, maxUnauthenticatedEach, authenticationTime,
                idleTime, with, balancers, rekeyOctets, rekeyTime);
    }

    /// The same, behind these balancers.
    public SftpSettings withBalancers(List<Network> these) {
        return new SftpSettings(address, port, hostKeys, maxUnauthenticated, maxUnauthenticatedEach, authenticationTime,
                idleTime, oldLibssh2, these, rekeyOctets, rekeyTime);
    }

    /// The same with other bounds.
    SftpSettings withBounds(int unauthenticated, int unauthenticatedEach, Duration toSignIn, Duration idle) {
        return new SftpSettings(address, port, hostKeys, unauthenticated, unauthenticatedEach, toSignIn, idle,
                oldLibssh2, balancers, rekeyOctets, rekeyTime);
    }

    /// The same, exchanging keys anew after so many octets and so long.
    SftpSettings withRekeying(long octets, Duration time) {
        return new SftpSettings(address, port, hostKeys, maxUnauthenticated, maxUnauthenticatedEach, authenticationTime,
                idleTime, oldLibssh2, balancers, octets, time);
    }
}
