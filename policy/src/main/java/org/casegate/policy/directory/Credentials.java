// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.casegate.schema.tables.access.Tables.CREDENTIAL;
import static org.casegate.schema.tables.access.Tables.SESSION;
import static org.casegate.schema.tables.access.Tables.SUSPENSION;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.casegate.crypto.credential.PasswordHash;
import org.casegate.crypto.credential.Totp;
import org.casegate.crypto.credential.TotpVault;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.policy.register.AccountId;
import org.casegate.schema.Database;
import org.casegate.schema.tables.access.tables.records.CredentialRecord;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// What accounts prove themselves with: a password, stored as an Argon2id hash, and a one-time-code secret, stored sealed
/// under the master key. Also suspends accounts. Thread-safe.
public final class Credentials {
    /// The fewest characters of a password.
    public static final int SHORTEST_PASSWORD = 12;
    /// The most, so that nobody has the gateway hash a book.
    public static final int LONGEST_PASSWORD = 256;
    /// A name that no account can have.
    private static final String NOBODY = "";

    private final Database database;
    private final TotpVault vault;
    private final PasswordHash passwords;
    private final InstantSource wallClock;
    private final String decoyHash;
    private final byte[] decoySecret;

    /// @param passwords shared by all that hash passwords in this process, so that its bound holds
    public Credentials(Database database, MasterKey master, PasswordHash passwords, InstantSource wallClock) {
        this.database = database;
        this.vault = new TotpVault(master);
        this.passwords = passwords;
        this.wallClock = wallClock;
        this.decoyHash = PasswordHash.ofNobody();
        this.decoySecret = vault.seal(Totp.newSecret(), NOBODY);
    }

    /// Gives an account its password and one-time-code secret, instead of those it had; ends its sessions. A code of the
    /// present step, which whoever enrols has seen, works once.
    ///
    /// @param password   the caller overwrites it
    /// @param totpSecret likewise
    /// @throws IllegalArgumentException if the password is too short or too long, or the secret has fewer than 16 octets
    public void enrol(AccountId account, char[] password, byte[] totpSecret) {
        List<Query> queries = enrolment(account, password, totpSecret, Optional.empty());
        database.transact(query -> {
            queries.forEach(query::execute);
            return account;
        });
    }

    /// What [#enrol] does, as statements for the ledger.
    ///
    /// @param setBy the account, or the operating system's user, that has seen the password
    List<Query> enrolment(AccountId account, char[] password, byte[] totpSecret, Optional<String> setBy) {
        if (password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD) {
            throw new IllegalArgumentException(
                    "a password has " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
        }
        if (totpSecret.length < 16) {
            throw new IllegalArgumentException("a one-time-code secret has at least 16 octets");
        }
        String hash = passwords.hash(password);
        byte[] sealed = vault.seal(totpSecret, account.value());
        Instant now = wallClock.instant();
        return List.of(DSL.insertInto(CREDENTIAL, CREDENTIAL.ACCOUNT, CREDENTIAL.PASSWORD,
                CREDENTIAL.TOTP, CREDENTIAL.TOTP_STEP, CREDENTIAL.SET_AT, CREDENTIAL.SET_BY)
                .values(account.value(), hash, sealed, 0L, now, setBy.orElse(null))
                .onConflict(CREDENTIAL.ACCOUNT)
                .doUpdate()
                .set(CREDENTIAL.PASSWORD, hash)
                .set(CREDENTIAL.TOTP, sealed)
                .set(CREDENTIAL.TOTP_STEP, 0L)
                .set(CREDENTIAL.SET_AT, now)
                .set(CREDENTIAL.SET_BY, setBy.orElse(null)), endSessions(account));
    }

    private static Query endSessions(AccountId account) {
        return DSL.deleteFrom(SESSION).where(SESSION.ACCOUNT.eq(account.value()));
    }

    /// Whether the account has a password and a secret.
    public boolean enrolled(AccountId account) {
        return database.query().fetchExists(CREDENTIAL, CREDENTIAL.ACCOUNT.eq(account.value()));
    }

    /// Whether the account may not come in for the time being.
    public boolean suspended(AccountId account) {
        return database.query().fetchExists(SUSPENSION, SUSPENSION.ACCOUNT.eq(account.value()));
    }

    /// From now on the account cannot sign in, by key neither, and its sessions are over.
    public void suspend(AccountId account) {
        database.transact(query -> {
            suspension(account).forEach(query::execute);
            return account;
        });
    }

    /// What [#suspend] does, as statements for the ledger.
    List<Query> suspension(AccountId account) {
        return List.of(DSL.insertInto(SUSPENSION, SUSPENSION.ACCOUNT, SUSPENSION.SINCE)
                .values(account.value(), wallClock.instant())
                .onConflictDoNothing(), endSessions(account));
    }

    /// The account can sign in again.
    public void reinstate(AccountId account) {
        database.query().execute(reinstatement(account));
    }

    /// What [#reinstate] does, as a statement for the ledger.
    static Query reinstatement(AccountId account) {
        return DSL.deleteFrom(SUSPENSION).where(SUSPENSION.ACCOUNT.eq(account.value()));
    }

    /// Whether password and code are those of the account; uses the code up. The same work, but for the last statement, for
    /// somebody who does not exist, has nothing to prove himself with, or errs in either.
    ///
    /// @param account empty for somebody who may not come in, whatever he knows
    boolean prove(Optional<AccountId> account, char[] password, String code, Instant now) {
        String name = account.map(AccountId::value).orElse(NOBODY);
        CredentialRecord row = database.query().fetchOne(CREDENTIAL, CREDENTIAL.ACCOUNT.eq(name));
        String hash = row == null ? decoyHash : row.getPassword();
        char[] bounded = password.length > LONGEST_PASSWORD ? new char[0] : password;
        boolean passwordRight = passwords.verify(bounded, hash);
        OptionalLong step = step(row, code, now);
        return row != null && passwordRight && step.isPresent() && use(name, hash, step.getAsLong());
    }

    /// Whether the code is the account's; uses it up. The same work, but for the last statement, for somebody who does not
    /// exist or has no authenticator.
    boolean proveCode(Optional<AccountId> account, String code, Instant now) {
        String name = account.map(AccountId::value).orElse(NOBODY);
        CredentialRecord row = database.query().fetchOne(CREDENTIAL, CREDENTIAL.ACCOUNT.eq(name));
        OptionalLong step = step(row, code, now);
        return row != null && step.isPresent() && use(name, row.getPassword(), step.getAsLong());
    }

    private OptionalLong step(@Nullable CredentialRecord row, String code, Instant now) {
        byte[] secret = row == null ? vault.open(decoySecret, NOBODY) : vault.open(row.getTotp(), row.getAccount());
        try {
            return Totp.verify(secret, code, now, row == null ? 0 : row.getTotpStep());
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// Of several who show the same code at once, one gets in; and nobody does by a credential that was replaced meanwhile.
    private boolean use(String name, String hash, long step) {
        return database.query()
                .update(CREDENTIAL)
                .set(CREDENTIAL.TOTP_STEP, step)
                .where(CREDENTIAL.ACCOUNT.eq(name), CREDENTIAL.PASSWORD.eq(hash), CREDENTIAL.TOTP_STEP.lt(step))
                .execute() == 1;
    }
}
