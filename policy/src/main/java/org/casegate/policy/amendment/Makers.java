// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import static org.casegate.schema.tables.access.Tables.CREDENTIAL;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.register.Tables.FACT;
import static org.casegate.schema.tables.register.Tables.REVISION;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Fact;
import org.casegate.schema.Database;

/// Who made an account: whoever brought it into the register, by the entry that says so, and whoever gave it its present
/// password. Either could act in its place, so that he and the account are not two people (`formats.md` 7).
final class Makers {
    private final Database database;

    Makers(Database database) {
        this.database = database;
    }

    /// Accounts, and operating systems' users as `os:root`.
    Set<String> of(AccountId account) {
        Set<String> makers = new HashSet<>();
        addedBy(account).ifPresent(makers::add);
        Optional.ofNullable(database.query().select(CREDENTIAL.SET_BY).from(CREDENTIAL)
                .where(CREDENTIAL.ACCOUNT.eq(account.value())).fetchOne(CREDENTIAL.SET_BY)).ifPresent(makers::add);
        return makers;
    }

    private Optional<String> addedBy(AccountId account) {
        return database.query()
                .select(ENTRY.ACTOR)
                .from(FACT)
                .join(REVISION)
                .on(REVISION.REVISION_.eq(FACT.SINCE))
                .join(ENTRY)
                .on(ENTRY.INDEX.eq(REVISION.ENTRY))
                .where(FACT.KIND.eq(Fact.Kind.ACCOUNT.name()), FACT.ID.eq(account.value()))
                .orderBy(FACT.SINCE)
                .limit(1)
                .fetchOptional(ENTRY.ACTOR);
    }

    /// Whether the two are two people.
    boolean apart(AccountId one, AccountId other) {
        return !one.equals(other) && !of(one).contains(other.value()) && !of(other).contains(one.value());
    }
}
