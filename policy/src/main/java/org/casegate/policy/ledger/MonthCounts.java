// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.ledger.Tables.MONTH_COUNT;

import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.casegate.policy.clock.London;
import org.casegate.schema.Database;
import org.jooq.Condition;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// How many entries there are, by month in London, agreement, agency and kind: kept beside the entries, in the transaction that
/// writes them, so that whoever counts need not go through them.
final class MonthCounts {
    private static final String NONE = "";
    private static final Comparator<Key> ORDER = Comparator.comparing(Key::month).thenComparing(Key::agreement)
            .thenComparing(Key::agency).thenComparing(Key::kind);

    private final Database database;

    MonthCounts(Database database) {
        this.database = database;
    }

    /// What is counted together; "" where an entry has none.
    record Key(YearMonth month, String agreement, String agency, String kind) {
        static Key of(Columns columns, Instant at) {
            return new Key(monthOf(at), or(columns.agreement()), or(columns.agency()), or(columns.kind()));
        }

        private static String or(@Nullable String value) {
            return value == null ? NONE : value;
        }
    }

    static YearMonth monthOf(Instant at) {
        return YearMonth.from(London.dateOf(at));
    }

    /// Adds to the counts, in the transaction that writes the entries; each of the values is an array. The head is locked, so nobody
    /// else adds at the same time.
    static Query add() {
        return Storing
                .insert(MONTH_COUNT, MONTH_COUNT.MONTH, MONTH_COUNT.AGREEMENT, MONTH_COUNT.AGENCY, MONTH_COUNT.KIND,
                        MONTH_COUNT.N)
                .onConflict(MONTH_COUNT.MONTH, MONTH_COUNT.AGREEMENT, MONTH_COUNT.AGENCY, MONTH_COUNT.KIND)
                .doUpdate()
                .set(MONTH_COUNT.N, MONTH_COUNT.N.plus(DSL.excluded(MONTH_COUNT.N)));
    }

    /// How many of the rows there are of each.
    static SortedMap<Key, Long> of(List<Written.Row> rows) {
        SortedMap<Key, Long> counts = new TreeMap<>(ORDER);
        rows.forEach(row -> counts.merge(Key.of(row.columns(), row.place().at()), 1L, Long::sum));
        return counts;
    }

    /// The values of [#add].
    static void bind(Storing.Values values, SortedMap<Key, Long> counts) throws SQLException {
        Set<Key> keys = counts.keySet();
        values.array("date", keys.stream().map(key -> key.month().atDay(1)).toArray())
                .array("text", keys.stream().map(Key::agreement).toArray(String[]::new))
                .array("text", keys.stream().map(Key::agency).toArray(String[]::new))
                .array("text", keys.stream().map(Key::kind).toArray(String[]::new))
                .array("bigint", counts.values().toArray(Long[]::new));
    }

    /// Whether the counts can answer, as far as whole months are asked for.
    static boolean answer(LedgerQuery query) {
        return query.actor().isEmpty() && query.code().isEmpty() && query.clause().isEmpty()
                && query.caseReference().isEmpty() && query.beforeIndex().isEmpty();
    }

    /// The counts of the entries below an index, by month and kind. Read in one statement with the few entries from the index on,
    /// which it leaves out: so they are those of that very size.
    SortedMap<YearMonth, SortedMap<String, Long>> below(LedgerQuery query, long index) {
        SortedMap<YearMonth, SortedMap<String, Long>> months = new TreeMap<>();
        database.query()
                .select(MONTH_COUNT.MONTH, DSL.castNull(ENTRY.AT), MONTH_COUNT.KIND,
                        DSL.sum(MONTH_COUNT.N).cast(SQLDataType.BIGINT))
                .from(MONTH_COUNT)
                .where(counted(query))
                .groupBy(MONTH_COUNT.MONTH, MONTH_COUNT.KIND)
                .unionAll(DSL.select(DSL.castNull(MONTH_COUNT.MONTH), ENTRY.AT, ENTRY.KIND, DSL.val(-1L))
                        .from(ENTRY)
                        .where(ENTRY.INDEX.ge(index))
                        .and(DSL.and(listed(query))))
                .forEach(row -> {
                    YearMonth month = row.value1() == null ? monthOf(row.value2()) : YearMonth.from(row.value1());
                    months.computeIfAbsent(month, _ -> new TreeMap<>()).merge(row.value3(), row.value4(), Long::sum);
                });
        months.values().forEach(kinds -> kinds.values().removeIf(count -> count == 0));
        months.values().removeIf(Map::isEmpty);
        return months;
    }

    private static List<Condition> counted(LedgerQuery query) {
        List<Condition> conditions = new ArrayList<>();
        query.kind().ifPresent(kind -> conditions.add(MONTH_COUNT.KIND.eq(kind.name())));
        query.agreement().ifPresent(agreement -> conditions.add(MONTH_COUNT.AGREEMENT.eq(agreement)));
        query.agency().ifPresent(agency -> conditions.add(MONTH_COUNT.AGENCY.eq(agency)));
        return conditions;
    }

    private static List<Condition> listed(LedgerQuery query) {
        List<Condition> conditions = new ArrayList<>();
        query.kind().ifPresent(kind -> conditions.add(ENTRY.KIND.eq(kind.name())));
        query.agreement().ifPresent(agreement -> conditions.add(ENTRY.AGREEMENT.eq(agreement)));
        query.agency().ifPresent(agency -> conditions.add(ENTRY.AGENCY.eq(agency)));
        return conditions;
    }

    /// The counts, whole, of the entries below an index; likewise.
    Map<Key, Long> allBelow(long index) {
        Map<Key, Long> counts = new TreeMap<>(ORDER);
        database.query()
                .select(MONTH_COUNT.MONTH, DSL.castNull(ENTRY.AT), MONTH_COUNT.AGREEMENT,
                        MONTH_COUNT.AGENCY, MONTH_COUNT.KIND, MONTH_COUNT.N)
                .from(MONTH_COUNT)
                .unionAll(DSL.select(DSL.castNull(MONTH_COUNT.MONTH), ENTRY.AT,
                        DSL.coalesce(ENTRY.AGREEMENT, NONE), DSL.coalesce(ENTRY.AGENCY, NONE), ENTRY.KIND, DSL.val(-1L))
                        .from(ENTRY)
                        .where(ENTRY.INDEX.ge(index)))
                .forEach(row -> counts.merge(
                        new Key(row.value1() == null ? monthOf(row.value2()) : YearMonth.from(row.value1()),
                                row.value3(),
                                row.value4(), row.value5()),
                        row.value6(), Long::sum));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /// Where the counts first differ from what was counted in the entries, in a sentence.
    static Optional<String> difference(Map<Key, Long> kept, Map<Key, Long> counted) {
        SortedMap<Key, Long> all = new TreeMap<>(ORDER);
        all.putAll(kept);
        all.putAll(counted);
        List<Key> differing = all.keySet().stream()
                .filter(key -> !kept.getOrDefault(key, 0L).equals(counted.getOrDefault(key, 0L))).toList();
        return differing.stream().findFirst()
                .map(key -> ("The counts by month are not those of the entries: of %s, kind %s,"
                        + " agreement %s, agency %s, there are %d entries, and %d are counted%s.")
                        .formatted(key.month(),
                                key.kind(), key.agreement().isEmpty() ? "none" : key.agreement(),
                                key.agency().isEmpty() ? "none" : key.agency(), counted.getOrDefault(key, 0L),
                                kept.getOrDefault(key, 0L),
                                differing.size() == 1 ? "" : "; so it is with " + (differing.size() - 1) + " more"));
    }
}
