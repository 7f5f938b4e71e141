// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/// Which migrations a database has had, as Flyway keeps it, beside those that this version ships with, which the build wrote
/// down. Where both are the same Flyway has nothing to do, and need not be loaded to say so.
final class History {
    /// That no table is there.
    private static final String UNDEFINED_TABLE = "42P01";

    private History() {}

    /// Whether each of these migrations, with the checksum of its text, has been applied, and nothing else.
    ///
    /// @param shipped as of [#applied]
    /// @param address entered as [Roles#MIGRATE]
    static boolean is(List<String> shipped, DatabaseAddress address) throws DatabaseUnavailable {
        try (Connection connection = asOwner(address).getConnection()) {
            return applied(connection).equals(shipped);
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return false;
            }
            throw new DatabaseUnavailable("The database " + address + " does not answer or does not let us in.", e);
        }
    }

    /// Whoever owns the objects, nobody can log in as.
    static PGSimpleDataSource asOwner(DatabaseAddress address) {
        PGSimpleDataSource source = address.source();
        source.setOptions("-c role=casegate_owner");
        return source;
    }

    /// In the order of their application, each with its version, checksum and end.
    static List<String> applied(Connection connection) throws SQLException {
        List<String> applied = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version, checksum, success"
                        + " FROM migration.flyway_schema_history WHERE version IS NOT NULL ORDER BY installed_rank")) {
            while (rows.next()) {
                applied.add(rows.getString(1) + " " + rows.getInt(2) + " " + rows.getBoolean(3));
            }
        }
        return applied;
    }
}
