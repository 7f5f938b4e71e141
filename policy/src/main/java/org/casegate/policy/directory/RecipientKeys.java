// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.casegate.schema.tables.pack.Tables.MANAGED_KEY;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.casegate.crypto.certificate.ManagedCertificate;
import org.casegate.crypto.certificate.ManagedKeys;
import org.casegate.crypto.certificate.ManagedSecret;
import org.casegate.crypto.keep.Binding;
import org.casegate.crypto.keep.KeptCertificates;
import org.casegate.crypto.keep.ManagedSecrets;
import org.casegate.crypto.keep.Wraps;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;
import org.casegate.schema.ManyRows;

/// What parts are wrapped to: the own certificate of the recipient's agency where it has one in use, and for recipients of
/// other, *managed* agencies OpenPGP certificates that the gateway keeps, one made when it is first needed and a new one well
/// before that one expires. Old ones stay while wraps name them. The secret half rests sealed under the master key, bound to
/// its account.
public final class RecipientKeys {
    /// A new certificate is made so long before the old one's end.
    private static final Duration RENEW_BEFORE = Duration.ofDays(60);

    private final Database database;
    private final CertificateRows rows;
    private final ManagedSecrets secrets;
    private final KeptCertificates kept;
    private final InstantSource clock;
    /// What was last taken out of each account's newest sealed secret; the same secret holds the same.
    private final Map<AccountId, Taken> taken = new ConcurrentHashMap<>();

    private record Taken(Octets secret, ManagedCertificate certificate) {}

    public RecipientKeys(Database database, ManagedSecrets secrets, KeptCertificates kept, InstantSource clock) {
        this.database = database;
        this.rows = new CertificateRows(database);
        this.secrets = secrets;
        this.kept = kept;
        this.clock = clock;
    }

    /// The certificate of an agency's own that is in use; nothing where parts for it are wrapped to keys that the gateway keeps.
    ///
    /// @throws IOException if its row was altered: then nothing is wrapped at all
    public Optional<OwnCertificate> own(AgencyId agency, Register register) throws IOException {
        Optional<Agency> known = register.agency(agency).filter(each -> each.openpgp().isPresent());
        Optional<CertificateRows.Row> row = known
                .flatMap(each -> rows.find(each.id(), CertificateRows.State.OPENED));
        if (row.isEmpty()) {
            return Optional.empty();
        }
        KeptCertificates.Kept opened = row.get().open(kept);
        return opened.opened().map(reads -> new OwnCertificate(opened.certificate(), reads));
    }

    /// The certificates to wrap to now.
    public Map<AccountId, ManagedCertificate> certificates(Collection<AccountId> accounts) throws IOException {
        Map<AccountId, ManagedCertificate> certificates = new HashMap<>();
        if (!accounts.isEmpty()) {
            Map<AccountId, Octets> sealed = newest(accounts);
            for (AccountId account : accounts) {
                certificates.put(account, certificate(account, Optional.ofNullable(sealed.get(account))));
            }
        }
        return certificates;
    }

    private ManagedCertificate certificate(AccountId account, Optional<Octets> sealed) throws IOException {
        Optional<ManagedCertificate> newest = open(account, sealed);
        if (newest.isPresent() && newest.get().expiresAt().isAfter(clock.instant().plus(RENEW_BEFORE))) {
            return newest.get();
        }
        try (ManagedSecret made = ManagedKeys.generate(clock.instant())) {
            store(account, made);
            return made.certificate();
        }
    }

    private void store(AccountId account, ManagedSecret made) {
        database.query()
                .insertInto(MANAGED_KEY)
                .set(MANAGED_KEY.ACCOUNT, account.value())
                .set(MANAGED_KEY.FINGERPRINT, HexFormat.of().parseHex(made.certificate().fingerprint()))
                .set(MANAGED_KEY.SECRET, secrets.seal(made, account.value()))
                .set(MANAGED_KEY.MADE_AT, clock.instant())
                .execute();
    }

    /// Taken out of the sealed secret, not from the column that stands in clear: whoever can write rows must not choose to
    /// whom parts are wrapped.
    private Optional<ManagedCertificate> open(AccountId account, Optional<Octets> sealed) throws IOException {
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        Taken known = taken.get(account);
        if (known != null && known.secret().equals(sealed.get())) {
            return Optional.of(known.certificate());
        }
        try (ManagedSecret secret = secrets.open(sealed.get().bytes(), account.value())) {
            taken.put(account, new Taken(sealed.get(), secret.certificate()));
            return Optional.of(secret.certificate());
        }
    }

    /// The newest sealed secret of each account that has one.
    private Map<AccountId, Octets> newest(Collection<AccountId> accounts) {
        return database.query()
                .select(MANAGED_KEY.ACCOUNT, MANAGED_KEY.SECRET)
                .distinctOn(MANAGED_KEY.ACCOUNT)
                .from(MANAGED_KEY)
                .where(ManyRows.among(MANAGED_KEY.ACCOUNT, accounts.stream().map(AccountId::value).toList()))
                .orderBy(MANAGED_KEY.ACCOUNT, MANAGED_KEY.MADE_AT.desc())
                .fetchMap(row -> new AccountId(row.value1()), row -> Octets.copyOf(row.value2()));
    }

    /// The session key of a part that was wrapped to one of the account's certificates. The caller closes it.
    ///
    /// @throws IOException if none of the account's keys opens it
    public SessionKey open(Wraps wraps, byte[] envelope, AccountId account, Binding binding) throws IOException {
        List<byte[]> rows = database.query()
                .select(MANAGED_KEY.SECRET)
                .from(MANAGED_KEY)
                .where(MANAGED_KEY.ACCOUNT.eq(account.value()))
                .orderBy(MANAGED_KEY.MADE_AT.desc())
                .fetch(MANAGED_KEY.SECRET);
        IOException failure = new IOException("no key is kept for " + account);
        for (byte[] row : rows) {
            try (ManagedSecret secret = secrets.open(row, account.value())) {
                return wraps.openManaged(envelope, secret, binding);
            } catch (IOException e) {
                failure = e; // wrapped to an earlier certificate of the account
            }
        }
        throw failure;
    }
}
