// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.casegate.crypto.credential.PasswordHash;
import org.casegate.crypto.credential.Totp;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterParser;
import org.casegate.policy.territory.Territory;
import org.casegate.schema.Database;
import org.jooq.Query;

/// A directory in a database, with its credentials, and what a test needs to sign people in for real. For the tests of other
/// modules too: whoever wants an [Authenticated] gets it by signing in, or from [#authenticated].
public final class TestDirectory implements AutoCloseable {
    /// The password of every account that is enrolled here.
    public static final String PASSWORD = "a password for tests";
    /// An address of no registered network.
    public static final InetAddress SOMEWHERE = InetAddress.ofLiteral("198.51.100.7");

    private static final PasswordHash PASSWORDS = new PasswordHash(2);

    private final Database database;
    private final InstantSource clock;
    private final MasterKey master;
    private final Directory directory;
    private final Credentials credentials;
    private final SignIn signIn;
    private final Sessions sessions;
    private final Map<AccountId, byte[]> secrets = new ConcurrentHashMap<>();

    /// The database stays the caller's.
    public TestDirectory(Database database, InstantSource clock) {
        this(database, clock, newMasterKey(), Territory.ofNetworks());
    }

    /// One that places addresses by this.
    public TestDirectory(Database database, InstantSource clock, Territory territory) {
        this(database, clock, newMasterKey(), territory);
    }

    private TestDirectory(Database database, InstantSource clock, MasterKey master, Territory territory) {
        this.database = database;
        this.clock = clock;
        this.master = master;
        this.directory = new Directory(database, territory);
        this.credentials = new Credentials(database, master, PASSWORDS, clock);
        this.signIn = new SignIn(database, directory, credentials, (_, _) -> Optional.empty(), clock);
        this.sessions = new Sessions(database, directory, clock);
    }

    /// Another node on the same database, with the same master key.
    public TestDirectory node(Database again) {
        TestDirectory node = new TestDirectory(again, clock, master, directory.territory());
        node.secrets.putAll(secrets);
        return node;
    }

    public Directory directory() {
        return directory;
    }

    public Credentials credentials() {
        return credentials;
    }

    public SignIn signIn() {
        return signIn;
    }

    public Sessions sessions() {
        return sessions;
    }

    /// Makes the register what the text of a `register.yaml` says, without a ledger entry.
    public Register load(String yaml) {
        return load(RegisterParser.parse(yaml.getBytes(StandardCharsets.UTF_8)).orThrow().register());
    }

    /// Makes the register this one, without a ledger entry.
    public Register load(Register wanted) {
        RegisterChange change = RegisterChange.between(directory.current(), wanted);
        database.transact(query -> {
            for (Query each : change.queries()) {
                if (query.execute(each) != 1) {
                    throw new IllegalStateException("the register was changed in between");
                }
            }
            return change.to();
        });
        return directory.current();
    }

    /// Gives an account [#PASSWORD] and a secret.
    public void enrol(String account) {
        byte[] secret = Totp.newSecret();
        credentials.enrol(new AccountId(account), PASSWORD.toCharArray(), secret);
        secrets.put(new AccountId(account), secret);
    }

    /// What the account's authenticator shows now.
    public String code(String account) {
        return Totp.code(Objects.requireNonNull(secrets.get(new AccountId(account))), Totp.stepAt(clock.instant()));
    }

    /// Somebody who has signed in, without the work of it.
    public Authenticated authenticated(String account, Channel channel) {
        return new Entrance(database, directory).find(account, channel)
                .orElseThrow(() -> new IllegalArgumentException(account + " may not come in by " + channel))
                .authenticated(channel, SOMEWHERE, clock.instant());
    }

    @Override
    public void close() {
        master.close();
    }

    private static MasterKey newMasterKey() {
        try {
            Path directory = Files.createTempDirectory("casegate-test");
            Path file = directory.resolve("master.key");
            MasterKey.create(file);
            MasterKey master = MasterKey.read(file);
            Files.delete(file);
            Files.delete(directory);
            return master;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
