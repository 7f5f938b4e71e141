// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;

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
public record SftpSettings(InetAddress address, int port, Path hostKeys, int maxUnauthenticated,
        int maxUnauthenticatedEach, Duration authenticationTime, Duration idleTime, boolean oldLibssh2) {

    /// The settings of a site that says nothing: 200 and 20 connections not signed in, 30 seconds to sign in, 30 minutes
    /// idle, no old libssh2.
    public static SftpSettings of(InetAddress address, int port, Path hostKeys) {
        return new SftpSettings(address, port, hostKeys, 200, 20, Duration.ofSeconds(30), Duration.ofMinutes(30),
                false);
    }

    /// The same, with or without old libssh2.
    public SftpSettings withOldLibssh2(boolean with) {
        return new SftpSettings(address, port, hostKeys, maxUnauthenticated, maxUnauthenticatedEach, authenticationTime,
                idleTime, with);
    }
}
