// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.casegate.schema.DatabaseAddress;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/// A large log in the database's own tables, brought there as a backup is: by `COPY`, the indexes made afterwards. For the
/// superuser of a server that is thrown away.
final class LargeLedger implements AutoCloseable {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int BUFFER = 1 << 20;

    private final Connection connection;
    private final Connection second;
    private final List<String> indexes;
    private final DataOutputStream entries;
    private final DataOutputStream clauses;

    LargeLedger(DatabaseAddress superuser) throws SQLException, IOException {
        connection = superuser.connect();
        second = superuser.connect();
        indexes = withoutIndexes();
        entries = copy(connection, "COPY ledger.entry (index, at, kind, agreement, agency, actor, code, subject, body,"
                + " leaf_hash) FROM STDIN BINARY");
        clauses = copy(second, "COPY ledger.entry_clause (clause, index) FROM STDIN BINARY");
    }

    private static DataOutputStream copy(Connection connection, String statement) throws SQLException, IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                new PGCopyOutputStream(connection.unwrap(PGConnection.class), statement), BUFFER));
        out.write(SIGNATURE);
        out.writeInt(0);
        out.writeInt(0);
        return out;
    }

    /// Takes them away; they are made again in the end.
    private List<String> withoutIndexes() throws SQLException {
        List<String> definitions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT indexname, indexdef FROM pg_indexes"
                        + " WHERE schemaname = 'ledger' AND tablename = 'entry' AND indexname <> 'entry_pkey'")) {
            while (found.next()) {
                names.add(found.getString(1));
                definitions.add(found.getString(2));
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (String name : names) {
                statement.execute("DROP INDEX ledger." + name);
            }
        }
        return definitions;
    }

    /// Takes the next entry.
    void add(LargeLog.Entry entry) throws IOException {
        entries.writeShort(10);
        entries.writeInt(Long.BYTES);
        entries.writeLong(entry.index());
        entries.writeInt(Long.BYTES);
        entries.writeLong(ChronoUnit.MICROS.between(EPOCH, entry.at()));
        text(entries, entry.kind());
        text(entries, entry.agreement());
        text(entries, entry.agency());
        text(entries, entry.actor());
        if (entry.code().isEmpty()) {
            entries.writeInt(-1);
        } else {
            text(entries, entry.code());
        }
        octets(entries, octets(entry.subject()));
        octets(entries, entry.body().bytes());
        octets(entries, entry.leaf().bytes());
        for (String clause : entry.clauses()) {
            clauses.writeShort(2);
            text(clauses, clause);
            clauses.writeInt(Long.BYTES);
            clauses.writeLong(entry.index());
        }
    }

    private static void text(DataOutputStream out, String value) throws IOException {
        octets(out, value.getBytes(UTF_8));
    }

    private static void octets(DataOutputStream out, byte[] octets) throws IOException {
        out.writeInt(octets.length);
        out.write(octets);
    }

    private static byte[] octets(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()).array();
    }

    /// Makes the indexes, moves the head over all entries, counts the months.
    void finish(LargeLog log, LargeLog.Entry last) throws IOException, SQLException {
        entries.writeShort(-1);
        entries.close();
        clauses.writeShort(-1);
        clauses.close();
        try (Statement statement = connection.createStatement()) {
            for (String definition : indexes) {
                statement.execute(definition);
            }
            statement.execute("INSERT INTO ledger.month_count (month, agreement, agency, kind, n) SELECT"
                    + " date_trunc('month', at AT TIME ZONE 'Europe/London')::date, coalesce(agreement, ''),"
                    + " coalesce(agency, ''), kind, count(*) FROM ledger.entry GROUP BY 1, 2, 3, 4");
            statement.execute("VACUUM ANALYZE ledger.entry");
            statement.execute("VACUUM ANALYZE ledger.entry_clause");
        }
        try (PreparedStatement head = connection.prepareStatement(
                "UPDATE ledger.head SET size = ?, prev = ?, at = ?, peaks = ?")) {
            head.setLong(1, log.frontier().size());
            head.setBytes(2, last.leaf().bytes());
            head.setTimestamp(3, Timestamp.from(last.at()));
            head.setBytes(4, log.frontier().packed());
            head.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        second.close();
    }
}
