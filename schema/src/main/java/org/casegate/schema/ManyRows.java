// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Many rows by one statement. The values of a column go as one array, so that the text is the same for any number of rows: it is
/// rendered once, sent once, and PostgreSQL plans it once. Not thread-safe.
///
/// @param <T> what a row is made of
public final class ManyRows<T> {
    private static final String EACH = "each";

    private final List<T> rows;
    private final Map<Field<?>, Field<?>> columns = new LinkedHashMap<>();
    private final Map<Field<?>, Field<?>> keys = new LinkedHashMap<>();

    private ManyRows(Collection<? extends T> rows) {
        this.rows = List.copyOf(rows);
    }

    public static <T> ManyRows<T> of(Collection<? extends T> rows) {
        return new ManyRows<>(rows);
    }

    /// A column whose value is another one in each row.
    public <V> ManyRows<T> each(Field<V> column, Function<? super T, ? extends @Nullable V> value) {
        columns.put(column, elements(column, values(column, value)));
        return this;
    }

    /// A column that has the same value in all rows.
    public <V> ManyRows<T> all(Field<V> column, @Nullable V value) {
        columns.put(column, DSL.val(value, column));
        return this;
    }

    /// A column by which the row that is changed is found.
    public <K> ManyRows<T> key(Field<K> column, Function<? super T, ? extends K> value) {
        keys.put(column, elements(column, values(column, value)));
        return this;
    }

    /// Inserts as many rows.
    public <R extends Record> InsertOnDuplicateStep<R> insertInto(Table<R> table) {
        return DSL.insertInto(table).columns(columns.keySet()).select(DSL.select(columns.values()));
    }

    /// Changes one row for each, found by its keys.
    ///
    /// @param also what else must be true of a row that is changed
    public Query update(Table<?> table, Condition also) {
        List<Field<?>> given = Stream.of(keys, columns).flatMap(each -> each.entrySet().stream())
                .<Field<?>>map(column -> column.getValue().as(column.getKey().getName())).toList();
        Map<Field<?>, Field<?>> set = new LinkedHashMap<>();
        columns.keySet().forEach(column -> set.put(column, given(column)));
        Condition found = also;
        for (Field<?> key : keys.keySet()) {
            found = found.and(matches(key));
        }
        return DSL.update(table).set(set).from(DSL.select(given).asTable(EACH)).where(found);
    }

    private static <K> Condition matches(Field<K> key) {
        return key.eq(given(key));
    }

    private static <V> Field<V> given(Field<V> column) {
        return DSL.field(DSL.name(EACH, column.getName()), column.getDataType());
    }

    /// Whether a column has one of these values.
    public static <V> Condition among(Field<V> column, Collection<? extends V> values) {
        return column.eq(DSL.any(ManyRows.<V>of(values).values(column, value -> value)));
    }

    @SuppressWarnings("unchecked") // an array of the column's type
    private <V> @Nullable V[] values(Field<V> column, Function<? super T, ? extends @Nullable V> value) {
        @Nullable
        V[] values = (V[]) Array.newInstance(column.getType(), rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        return values;
    }

    private static <V> Field<V> elements(Field<V> column, @Nullable V[] values) {
        DataType<V> type = column.getDataType();
        return DSL.function(DSL.name("unnest"), type, DSL.val(values, type.getArrayDataType()));
    }
}
