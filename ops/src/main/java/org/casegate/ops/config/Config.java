// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.intake.Quotas;
import org.casegate.policy.ledger.Vouching;
import org.casegate.policy.mail.Mailbox;
import org.casegate.policy.mail.SmtpSettings;
import org.casegate.policy.notice.CheckpointLetters;
import org.casegate.policy.register.Network;
import org.casegate.policy.register.Place;

/// What one gateway is told about its machine. What it is told about the partnership stands in the register.
///
/// @param file        where it was read from
/// @param demo        whether this is a demonstration: its clock can be moved, and its sign-ins stand in a file
/// @param node        names this gateway among those that share its database
/// @param objectStore the folder for the ciphertext of parts
/// @param log         the folder for the log
/// @param mail        how notices leave; without it they wait
/// @param limits      what one account, agency and pack may take up
/// @param origin      the name that the ledger's checkpoints carry, for ever
/// @param vouching    who else vouches for the ledger
/// @param backupAge   the age at which every copy of the database is gone; sets how long an epoch key must be kept
/// @param countryDatabase tells where an address is that no agency has registered; an MMDB file
public record Config(Path file, boolean demo, String node, Path objectStore, Path log, Keys keys,
        DatabasePlace database, Sftp sftp,
        Web web, Optional<Mail> mail, Quotas limits,
        String origin, Vouching vouching, Duration backupAge, Optional<Path> countryDatabase) {

    /// Files outside both stores.
    ///
    /// @param master     the master key
    /// @param ring       the ring of epoch keys
    /// @param checkpoint the ledger's signing key
    /// @param sshHost    the folder of the SSH host keys
    public record Keys(Path master, Path ring, Path checkpoint, Path sshHost) {}

    /// The database: our own embedded PostgreSQL, or one that the site runs.
    public sealed interface DatabasePlace {}

    /// Our own PostgreSQL, started where it is not running.
    ///
    /// @param home the folder in which the embedded PostgreSQL lives
    /// @param port its port on loopback; 0 for a free one, which is remembered
    public record Embedded(Path home, int port) implements DatabasePlace {}

    /// A PostgreSQL that the site runs.
    ///
    /// @param user         the application's role, which may not change the schema
    /// @param passwordFile a file that holds that role's password and nothing else
    public record Given(String host, int port, String name, String user, Path passwordFile) implements DatabasePlace {}

    /// Where SFTP listens.
    ///
    /// @param oldLibssh2 whether programs on libssh2 before 1.11 are let in, by older algorithms
    /// @param balancers  what hands connections on, and says whom each comes from
    public record Sftp(String address, int port, boolean oldLibssh2, List<Network> balancers) {}

    /// Where the portal and, on a port of its own, the administration listen.
    ///
    /// @param host         the name in the portal's address, which the certificate must carry
    /// @param certificate  a PKCS#12 file with the TLS key and its chain
    /// @param passwordFile a file that holds the password of `certificate`
    /// @param authority    the certificate authority in PEM that clients are told to trust, where it is not a public one
    public record Web(String address, int port, int adminPort, String host, Path certificate, Path passwordFile,
            Optional<Path> authority) {}

    /// How notices leave.
    ///
    /// @param from   the gateway's own address, to which what cannot be delivered comes back
    /// @param portal what links begin with: scheme, host and port
    /// @param checkpoints how often they go to the points of contact
    public record Mail(Mailbox from, URI portal, MailWay way, CheckpointLetters.Pace checkpoints) {}

    /// By a relay; or, in a demonstration, into a folder.
    public sealed interface MailWay {}

    /// A mail relay, reached over TLS.
    ///
    /// @param user         as whom we sign in; empty where the relay knows us by our address
    /// @param passwordFile a file that holds that user's password; where it is not given, see [Secret]
    /// @param authority    the authority in PEM that signed the relay's certificate, where it is not a public one
    /// @param place        where the relay is
    public record MailRelay(String host, int port, SmtpSettings.Tls tls, Optional<String> user,
            Optional<Path> passwordFile, Optional<Path> authority, Place place) implements MailWay {}

    /// A folder of a demonstration.
    public record MailFiles(Path folder) implements MailWay {}
}
