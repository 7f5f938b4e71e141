// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static org.casegate.schema.tables.access.Tables.THROTTLE;
import static org.casegate.schema.tables.register.Tables.FACT;
import static org.casegate.schema.tables.register.Tables.HEAD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.casegate.crypto.credential.PasswordHash;
import org.casegate.crypto.credential.Totp;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.policy.directory.Credentials;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.directory.SignIn;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Fact;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterFacts;
import org.casegate.policy.register.Role;
import org.casegate.policy.register.SshRules;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.casegate.sftp.account.JdkSecurity;
import org.jooq.JSONB;

/// A register in a real database with one agency and its senders; one for the JVM. Keys of one account add up.
final class TestAccounts {
    private static final AgencyId POLICE = new AgencyId("staffordshire-police");
    private static final TestAccounts SHARED = new TestAccounts();

    private final Database database = TestDatabase.fresh();
    private final Directory directory = new Directory(database);
    private final Credentials credentials;
    private final SignIn signIn;
    private final KeyPair own;

    private TestAccounts() {
        JdkSecurity.use();
        try {
            Path master = Files.createTempDirectory("casegate-test").resolve("master");
            MasterKey.create(master);
            credentials = new Credentials(database, MasterKey.read(master), new PasswordHash(1),
                    InstantSource.system());
            signIn = new SignIn(database, directory, credentials, (_, _) -> Optional.empty(),
                    InstantSource.system());
            own = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (IOException | NoSuchAlgorithmException broken) {
            throw new IllegalStateException(broken);
        }
        store(facts(List.of(police(SshRules.NONE)), List.of()));
        register(Door.ACCOUNT, own);
    }

    private static Agency police(SshRules rules) {
        return new Agency(POLICE, "Staffordshire Police", Set.of(), Place.parse("GB").orElseThrow(), List.of(),
                Optional.empty(), true, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), rules);
    }

    static TestAccounts shared() {
        return SHARED;
    }

    /// Accounts of a database of their own, which no other test makes wait.
    static TestAccounts fresh() {
        return new TestAccounts();
    }

    /// Failures that are counted now.
    int failures() {
        return database.query().fetchCount(THROTTLE);
    }

    void forgetFailures() {
        database.query().deleteFrom(THROTTLE).execute();
    }

    /// The database is gone.
    void lose() {
        database.close();
    }

    /// The key of [Door#ACCOUNT].
    KeyPair own() {
        return own;
    }

    SignIn signIn() {
        return signIn;
    }

    synchronized void register(String name, KeyPair key) {
        register(name, Account.Kind.PERSON, List.of(PublicKeyEntry.toString(key.getPublic())));
    }

    /// Without a key, for certificates.
    void register(String name) {
        register(name, Account.Kind.PERSON, List.of());
    }

    void registerSystem(String name, KeyPair key) {
        register(name, Account.Kind.SYSTEM, List.of(PublicKeyEntry.toString(key.getPublic())));
    }

    /// Gives an account a new authenticator, and the password "a password for tests".
    ///
    /// @return its secret
    byte[] enrol(String name) {
        byte[] secret = Totp.newSecret();
        credentials.enrol(new AccountId(name), "a password for tests".toCharArray(), secret);
        return secret;
    }

    /// From now on the agency's rules are these.
    synchronized void rule(SshRules rules) {
        end(Fact.Kind.AGENCY, POLICE.value());
        store(List.of(facts(List.of(police(rules)), List.of()).stream()
                .filter(fact -> fact.kind() == Fact.Kind.AGENCY).findFirst().orElseThrow()));
    }

    private synchronized void register(String name, Account.Kind kind, List<String> keys) {
        Account account = new Account(new AccountId(name), POLICE, kind,
                kind == Account.Kind.PERSON ? Set.of(Role.SENDER, Role.RECIPIENT) : Set.of(Role.SENDER),
                Optional.empty(), Optional.empty(), Optional.empty(), keys, Set.of());
        store(List.of(facts(List.of(), List.of(account)).getLast()));
    }

    /// From now on no key is the account's.
    synchronized void withdraw(String name) {
        end(Fact.Kind.ACCOUNT, name);
    }

    private void end(Fact.Kind kind, String id) {
        database.transact(db -> {
            long revision = 1 + directory.revision();
            db.update(FACT).set(FACT.UNTIL, revision)
                    .where(FACT.KIND.eq(kind.name()), FACT.ID.eq(id), FACT.UNTIL.isNull()).execute();
            return db.update(HEAD).set(HEAD.REVISION, revision).execute();
        });
    }

    private static List<Fact> facts(List<Agency> agencies, List<Account> accounts) {
        return RegisterFacts.of(new Register(0, Register.Ceiling.UK, Set.of(), agencies, List.of(), accounts,
                List.of()));
    }

    private synchronized void store(List<Fact> facts) {
        database.transact(db -> {
            long revision = 1 + directory.revision();
            for (Fact fact : facts) {
                db.insertInto(FACT, FACT.KIND, FACT.ID, FACT.SINCE, FACT.BODY)
                        .values(fact.kind().name(), fact.id(), revision, JSONB.valueOf(fact.json())).execute();
            }
            return db.update(HEAD).set(HEAD.REVISION, revision).execute();
        });
    }
}
