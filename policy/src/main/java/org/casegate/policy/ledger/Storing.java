// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.ledger.Tables.ENTRY_CLAUSE;
import static org.casegate.schema.tables.ledger.Tables.HEAD;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casegate.policy.ledger.Written.Row;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Stores what was written in one round trip. Values go as arrays, so that the text is the same for any number of entries: it is
/// rendered once for a session, and PostgreSQL plans it once.
final class Storing {
    private final Connection connection;
    private final PreparedStatement statements;

    private Storing(Connection connection, PreparedStatement statements) {
        this.connection = connection;
        this.statements = statements;
    }

    /// @param connection closes the statements when it is closed
    /// @param sql        of the same connection
    static Storing on(Connection connection, DSLContext sql) throws SQLException {
        return new Storing(connection, connection.prepareStatement(
                Stream.of(entries(), clauses(), MonthCounts.add(), head()).map(sql::render)
                        .collect(Collectors.joining(";\n"))));
    }

    private static Query entries() {
        return insert(ENTRY, ENTRY.INDEX, ENTRY.AT, ENTRY.KIND, ENTRY.AGREEMENT, ENTRY.AGENCY, ENTRY.ACTOR, ENTRY.CODE,
                ENTRY.SUBJECT, ENTRY.BODY, ENTRY.LEAF_HASH);
    }

    private static Query clauses() {
        return insert(ENTRY_CLAUSE, ENTRY_CLAUSE.CLAUSE, ENTRY_CLAUSE.INDEX);
    }

    private static Query head() {
        return DSL.update(HEAD).set(HEAD.SIZE, 0L).set(HEAD.PREV, new byte[0]).set(HEAD.AT, Instant.EPOCH)
                .set(HEAD.PEAKS, new byte[0]).where(HEAD.SIZE.eq(0L));
    }

    /// Inserts rows made of as many arrays as there are columns, all of the same length.
    static <R extends Record> InsertOnDuplicateStep<R> insert(Table<R> into, Field<?>... columns) {
        List<Field<?>> all = List.of(columns);
        return DSL.insertInto(into).columns(all)
                .select(DSL.select(all.stream().<Field<?>>map(Storing::elements).toList()));
    }

    private static <T> Field<T> elements(Field<T> column) {
        DataType<T> type = column.getDataType();
        return DSL.function(DSL.name("unnest"), type, DSL.val((Object) null, type.getArrayDataType()));
    }

    /// Stores the entries and moves the head over them.
    void store(Written written) {
        try {
            bind(written);
            if (run() != 1) {
                throw new IllegalStateException("The head of the ledger moved under its lock");
            }
        } catch (SQLException e) {
            throw new DataAccessException("The entries cannot be stored", e);
        }
    }

    private void bind(Written written) throws SQLException {
        List<Row> rows = written.rows();
        Values values = new Values();
        values.array("bigint", rows.stream().map(row -> row.place().index()).toArray(Long[]::new));
        values.array("timestamptz",
                rows.stream().map(row -> LedgerTime.print(row.place().at())).toArray(String[]::new));
        values.texts(rows, row -> row.columns().kind());
        values.texts(rows, row -> row.columns().agreement());
        values.texts(rows, row -> row.columns().agency());
        values.texts(rows, row -> row.columns().actor());
        values.texts(rows, row -> row.columns().code());
        values.array("uuid", rows.stream().map(row -> row.columns().subject()).toArray());
        values.array("bytea", rows.stream().map(row -> row.body().bytes()).toArray(byte[][]::new));
        values.array("bytea", rows.stream().map(row -> row.place().leafHash().bytes()).toArray(byte[][]::new));
        values.array("text", rows.stream().flatMap(row -> row.clauses().stream()).toArray(String[]::new));
        values.array("bigint", rows.stream().flatMap(row -> row.clauses().stream().map(_ -> row.place().index()))
                .toArray(Long[]::new));
        MonthCounts.bind(values, MonthCounts.of(rows));
        Head end = written.end();
        values.whole(end.size()).octets(end.prev().bytes()).time(end.at()).octets(end.frontier().packed())
                .whole(written.begin().size());
    }

    /// The values of the statements, in their order.
    final class Values {
        private int place;

        Values array(String type, @Nullable Object[] elements) throws SQLException {
            statements.setArray(++place, connection.createArrayOf(type, elements));
            return this;
        }

        private Values texts(List<Row> rows, Function<Row, @Nullable String> value) throws SQLException {
            @Nullable
            String[] texts = new String[rows.size()];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = value.apply(rows.get(i));
            }
            return array("text", texts);
        }

        private Values whole(long value) throws SQLException {
            statements.setLong(++place, value);
            return this;
        }

        private Values octets(byte[] value) throws SQLException {
            statements.setBytes(++place, value);
            return this;
        }

        private Values time(Instant value) throws SQLException {
            statements.setObject(++place, value.atOffset(ZoneOffset.UTC));
            return this;
        }
    }

    /// @return how many rows the last statement changed
    private int run() throws SQLException {
        statements.execute();
        int changed = statements.getUpdateCount();
        while (statements.getMoreResults() || statements.getUpdateCount() >= 0) {
            changed = statements.getUpdateCount();
        }
        return changed;
    }
}
