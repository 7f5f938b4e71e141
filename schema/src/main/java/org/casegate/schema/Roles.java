// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.postgresql.PGConnection;

/// The database roles of `db/roles.sql`. The embedded server's launcher creates them itself; on a site's own PostgreSQL
/// the database administrator runs the same text first.
public final class Roles {
    /// Runs the migrations; may become `casegate_owner`, who owns every object and cannot log in.
    public static final String MIGRATE = "casegate_migrate";
    /// Everything a running gateway does.
    public static final String APPLICATION = "casegate_app";
    /// Reads the ledger, changes nothing.
    public static final String AUDIT = "casegate_audit";

    static final List<String> THAT_LOG_IN = List.of(MIGRATE, APPLICATION, AUDIT);

    private Roles() {}

    /// The SQL that a superuser runs in the gateway's database before the first migration; can be repeated.
    public static String sql() {
        try (InputStream text = Objects.requireNonNull(Roles.class.getResourceAsStream("/db/roles.sql"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Creates what is missing of the roles and of their rights on this database.
    static void create(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql());
        }
    }

    /// Sets one role's password. Only the SCRAM verifier, computed here, goes to the server.
    static void password(Connection superuser, String role, String password) throws SQLException {
        superuser.unwrap(PGConnection.class).alterUserPassword(role, password.toCharArray(), "scram-sha-256");
    }
}
