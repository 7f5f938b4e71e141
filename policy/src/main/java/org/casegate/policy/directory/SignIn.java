// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import java.net.InetAddress;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.casegate.policy.directory.Entrance.Entrant;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.SshRevocation;
import org.casegate.policy.register.SshRules;
import org.casegate.schema.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one way to become [Authenticated]. Whoever may not come in gets the same answer after the same work, whatever the
/// reason. If the database does not answer, nobody comes in: the exception goes to the caller. Thread-safe.
///
/// The security log (logger `casegate.security`) gets account, address and the place of the address. A name that no account has is not written
/// down: people type passwords into the wrong field.
public final class SignIn {
    private static final Logger SECURITY = LoggerFactory.getLogger("casegate.security");
    /// Compared with when an account is not there or has no keys; nobody holds its secret half.
    private static final List<String> NOBODYS_KEYS = List
            .of("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

    /// Stands for an account that is not there; no certificate is looked at for long enough to matter whom it names.
    private static final AccountId NOBODY = new AccountId("nobody");

    private final Entrance entrance;
    private final Credentials credentials;
    private final Throttle throttle;
    private final InstantSource wallClock;
    private final BiFunction<Account, Place, Optional<String>> placeObjection;

    /// @param placeObjection why an account may not send from a place, in words for its holder; empty if it may
    /// @param wallClock      never the clock that a demonstration moves: codes and waits are real
    public SignIn(Database database, Directory directory, Credentials credentials,
            BiFunction<Account, Place, Optional<String>> placeObjection, InstantSource wallClock) {
        this.placeObjection = placeObjection;
        this.entrance = new Entrance(database, directory);
        this.credentials = credentials;
        this.throttle = new Throttle(database);
        this.wallClock = wallClock;
    }

    /// Whether an attempt to sign in by SFTP may be made now: false after too many that failed, for this account or from this
    /// address, on any node. The same for names that no account has.
    public boolean mayTry(String accountName, InetAddress from) {
        boolean may = !throttle.mustWait(claimant(accountName, from), wallClock.instant());
        if (!may) {
            log(accountName, Channel.SFTP, from, "made to wait");
        }
        return may;
    }

    /// Counts an attempt to sign in by SFTP that ended without success.
    public void failed(String accountName, InetAddress from) {
        throttle.failed(claimant(accountName, from), wallClock.instant());
        log(accountName, Channel.SFTP, from, "gone without signing in");
    }

    /// Whether this key could let the account in by SFTP. Asked before the client has proved to hold it: changes nothing,
    /// logs nothing, and means nothing yet.
    public boolean keyIsCurrent(String accountName, PublicKey key) {
        return byKey(accountName, key).isPresent();
    }

    /// Whether this certificate could let the account in by SFTP. Asked before the client has proved to hold its key: changes
    /// nothing and means nothing yet. What an authority of the agency did sign and is refused stands in the security log.
    public boolean certificateIsCurrent(String accountName, SshCertificate certificate, InetAddress from) {
        return byCertificate(accountName, certificate, from, wallClock.instant()).isPresent();
    }

    /// Whether the account must show a one-time code after its key. False for names that no account has, which never get that
    /// far.
    public boolean asksForCode(String accountName) {
        return entrance.find(accountName, Channel.SFTP).filter(Entrant::asksForCode).isPresent();
    }

    /// Judges a one-time code that somebody shows over SFTP after the account's key. The code is used up, on every channel,
    /// and each attempt is charged.
    public Optional<ProvedCode> withCode(String accountName, String code, InetAddress from) {
        Instant now = wallClock.instant();
        Throttle.Claimant claimant = claimant(accountName, from);
        if (!throttle.admit(claimant, now)) {
            log(accountName, Channel.SFTP, from, "made to wait");
            return Optional.empty();
        }
        Optional<AccountId> account = entrance.find(accountName, Channel.SFTP).map(known -> known.account().id());
        if (!credentials.proveCode(account, code, now)) {
            log(accountName, Channel.SFTP, from, "code refused");
            return Optional.empty();
        }
        throttle.succeeded(claimant, now);
        return account.map(ProvedCode::new);
    }

    /// Lets an account in by SFTP: once it has proved everything, and only from where something may be sent. Strangers learn
    /// nothing of the second.
    public SshEntry withProofs(String accountName, SshProofs proofs, InetAddress from) {
        Instant now = wallClock.instant();
        Optional<Entrant> entrant = proofs.certificate()
                .map(certificate -> byCertificate(accountName, certificate, from, now))
                .orElseGet(() -> byKey(accountName, proofs.key()))
                .filter(known -> !known.asksForCode()
                        || proofs.code().filter(code -> code.isOf(known.account().id())).isPresent());
        if (entrant.isEmpty()) {
            log(accountName, Channel.SFTP, from, "refused");
            return new SshEntry.Refused();
        }
        Optional<String> objection = placeObjection.apply(entrant.get().account(), entrance.place(from));
        if (objection.isPresent()) {
            log(accountName, Channel.SFTP, from, "refused for its place (TERRITORY)");
            return new SshEntry.Elsewhere(objection.get());
        }
        throttle.proved(claimant(accountName, from), now);
        log(accountName, Channel.SFTP, from, "signed in");
        return new SshEntry.In(entrant.get().authenticated(Channel.SFTP, from, now));
    }

    /// The same by a registered key alone.
    public Optional<Authenticated> withKey(String accountName, PublicKey key, InetAddress from) {
        return withProofs(accountName, SshProofs.ofKey(key), from) instanceof SshEntry.In(Authenticated who)
                ? Optional.of(who)
                : Optional.empty();
    }

    /// Lets an account in by password and one-time code. The code is used up, also when the caller then does nothing.
    ///
    /// @param password the caller overwrites it
    /// @param channel  not SFTP
    public Optional<Authenticated> withPasswordAndCode(String accountName, char[] password, String code,
            Channel channel,
            InetAddress from) {
        if (channel == Channel.SFTP) {
            throw new IllegalArgumentException("over SFTP accounts sign in by key");
        }
        Instant now = wallClock.instant();
        Throttle.Claimant claimant = claimant(accountName, from);
        if (!throttle.admit(claimant, now)) {
            log(accountName, channel, from, "made to wait");
            return Optional.empty();
        }
        Optional<Entrant> entrant = entrance.find(accountName, channel);
        Optional<AccountId> account = entrant.map(known -> known.account().id());
        if (!credentials.prove(account, password, code, now)) {
            log(accountName, channel, from, "refused");
            return Optional.empty();
        }
        throttle.succeeded(claimant, now);
        log(accountName, channel, from, "signed in");
        return entrant.map(known -> known.authenticated(channel, from, now));
    }

    private Throttle.Claimant claimant(String accountName, InetAddress from) {
        return new Throttle.Claimant(accountName, entrance.isHome(accountName, from), from);
    }

    private Optional<Entrant> byKey(String accountName, PublicKey key) {
        Optional<Entrant> entrant = entrance.find(accountName, Channel.SFTP);
        List<String> lines = entrant.map(known -> known.account().sshKeys()).filter(keys -> !keys.isEmpty())
                .orElse(NOBODYS_KEYS);
        Optional<SshKey> shown = SshKey.of(key);
        boolean held = shown
                .filter(its -> lines.stream().flatMap(line -> SshKey.parse(line).stream()).anyMatch(its::same))
                .isPresent();
        SshRevocation.Shown alone = new SshRevocation.Shown(shown.map(SshKey::fingerprints).orElse(Set.of()),
                Optional.empty());
        boolean revoked = entrant.map(Entrant::ssh).orElse(SshRules.NONE).revoked().stream()
                .anyMatch(line -> line.covers(alone));
        return entrant.filter(_ -> held && !revoked);
    }

    private Optional<Entrant> byCertificate(String accountName, SshCertificate certificate, InetAddress from,
            Instant now) {
        Optional<Entrant> entrant = entrance.find(accountName, Channel.SFTP);
        SshRules rules = entrant.map(Entrant::ssh).orElse(SshRules.NONE);
        Optional<String> objection = certificate.objection(
                entrant.map(known -> known.account().id()).orElse(NOBODY), rules, from, now);
        if (objection.isPresent() && certificate.isOf(rules)) {
            log(accountName, Channel.SFTP, from, "certificate %s refused (%s)"
                    .formatted(Long.toUnsignedString(certificate.serial()), objection.get()));
        }
        return entrant.filter(_ -> objection.isEmpty());
    }

    private void log(String accountName, Channel channel, InetAddress from, String event) {
        String account = entrance.exists(accountName) ? accountName : "unknown";
        SECURITY.info("{} by {}: account={} address={} place={}", event, channel, account, from.getHostAddress(),
                entrance.place(from));
    }
}
