// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casegate.ops.demo.DemoFile;

/// What a demonstration has stored, seen from beside it: its database as the superuser, and its store.
final class DemoRecords {
    private final DemoFile demo;

    DemoRecords(DemoFile demo) {
        this.demo = demo;
    }

    Connection connect() throws SQLException {
        DemoFile.DatabaseEntrance database = demo.database();
        Properties entrance = new Properties();
        entrance.setProperty("user", database.superuser());
        entrance.setProperty("password", database.superuserPassword());
        return DriverManager.getConnection("jdbc:postgresql://%s:%d/%s".formatted(database.host(), database.port(),
                database.name()), entrance);
    }

    /// Every append waits for this row, before it writes anything.
    static void holdTheHead(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT size FROM ledger.head FOR UPDATE");
        }
    }

    /// Whether somebody waits for a lock.
    boolean somebodyWaits() throws SQLException {
        return !column("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'").isEmpty();
    }

    List<String> column(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        }
    }

    /// Makes PostgreSQL write to its pages what it still has in memory.
    void flush() throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    /// Kind and code of each entry that is about packs, oldest first. Notices go out when they go out.
    List<String> entries() throws SQLException {
        return column("SELECT concat_ws(' ', kind, code) FROM ledger.entry"
                + " WHERE kind NOT IN ('CONFIG_CHANGED', 'NOTIFIED') ORDER BY index");
    }

    /// The state of each pack, oldest first.
    List<String> packs() throws SQLException {
        return column("SELECT state FROM pack.case_pack ORDER BY created_at");
    }

    /// Files that lie in the store.
    Set<String> objects() throws IOException {
        try (Stream<Path> all = Files.walk(demo.home().resolve("objects"))) {
            return all.filter(Files::isRegularFile).map(file -> file.getFileName().toString().replace("-", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /// Objects of parts that somebody was told are safe. A decided pack's manifest has none: its text is in the database.
    Set<String> acknowledged() throws SQLException {
        return new TreeSet<>(column("""
                SELECT replace(object_id::text, '-', '') FROM pack.part
                WHERE state IN ('RECEIVED', 'KEPT') AND object_id NOT IN (SELECT object_id FROM pack.discarded)
                  AND EXISTS (SELECT FROM pack.wrap WHERE part_id = part.id)"""));
    }

    /// Objects that may still lie there until the next sweep, though no key opens them.
    Set<String> discarded() throws SQLException {
        return new TreeSet<>(column("SELECT replace(object_id::text, '-', '') FROM pack.discarded"));
    }
}
