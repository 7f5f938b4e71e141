// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings a database to the present schema. Numbered files that were applied are never edited.
final class Migrations {
    private Migrations() {}

    /// Each file in one transaction, as `casegate_owner`.
    static void apply(DatabaseAddress address) throws DatabaseUnavailable {
        try {
            Flyway.configure()
                    .dataSource(History.asOwner(address))
                    .locations("classpath:db/migration")
                    .schemas("migration")
                    .defaultSchema("migration")
                    .cleanDisabled(true)
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseUnavailable("The database " + address + " could not be migrated.", e);
        }
    }
}
