// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.impl.DSL;

/// A statement whose text is rendered once, for what people wait for each time: rendering takes longer than sending. It is made of an
/// example, whose values are of no account; those that count are given each time, in the order in which the text has them.
/// Thread-safe.
public final class Rendered {
    private static final DSLContext NOWHERE = DSL.using(SQLDialect.POSTGRES, Database.settings());

    private final String text;
    private final int values;
    private final List<Field<?>> fields;

    private Rendered(Query example, List<Field<?>> fields) {
        this.text = NOWHERE.render(example);
        this.values = NOWHERE.extractBindValues(example).size();
        this.fields = fields;
    }

    /// A query.
    public static Rendered of(Select<?> example) {
        return new Rendered(example, List.of(example.fields()));
    }

    /// A statement that answers with a count.
    public static Rendered of(Query example) {
        return new Rendered(example, List.of());
    }

    /// Asks the query.
    public Result<Record> fetch(DSLContext db, Object... given) {
        return db.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                bind(statement, given);
                try (ResultSet rows = statement.executeQuery()) {
                    return db.fetch(rows, fields.toArray(Field[]::new));
                }
            }
        });
    }

    /// Runs the statement.
    ///
    /// @return how many rows it changed
    public int execute(DSLContext db, Object... given) {
        return db.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                bind(statement, given);
                return statement.executeUpdate();
            }
        });
    }

    private void bind(PreparedStatement statement, Object[] given) throws SQLException {
        if (given.length != values) {
            throw new IllegalArgumentException("%d values for %d places of: %s".formatted(given.length, values, text));
        }
        for (int place = 0; place < values; place++) {
            switch (given[place]) {
                case byte[] octets -> statement.setBytes(place + 1, octets);
                case Instant moment -> statement.setObject(place + 1, moment.atOffset(ZoneOffset.UTC));
                default -> statement.setObject(place + 1, given[place]);
            }
        }
    }
}
