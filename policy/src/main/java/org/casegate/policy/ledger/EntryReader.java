// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.ledger.Tables.ENTRY_CLAUSE;

import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.Json;
import org.casegate.crypto.tlog.NotCanonical;
import org.casegate.policy.clock.London;
import org.casegate.schema.Database;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;

/// Reads entries and makes them presentable.
final class EntryReader {
    /// So many places are named one by one.
    private static final int MANY = 10_000;

    private final Database database;
    private final Openings openings;
    private final Erasures erasures;
    private final MonthCounts counts;

    EntryReader(Database database, Openings openings) {
        this.database = database;
        this.openings = openings;
        this.erasures = new Erasures(database);
        this.counts = new MonthCounts(database);
    }

    /// An entry as read.
    private record Row(long index, Hash leafHash, String canonical, Json.Members entry) {
        Optional<UUID> subject() {
            return entry.text("subject").flatMap(Ids::parse);
        }

        Set<String> fields() {
            return entry.members("sealed").keySet();
        }
    }

    /// What entries are looked for.
    ///
    /// @param from   the index of the first that there may be
    /// @param to     the index behind the last
    /// @param clause that they rely on
    /// @param others what else must be true of each
    /// @param joint  whether entries that meet one of these need not meet the others
    record Sought(long from, long to, Optional<String> clause, List<Condition> others, boolean joint) {
        Sought {
            others = List.copyOf(others);
        }

        /// Entries of any time that meet all conditions.
        static Sought everywhere(List<Condition> conditions) {
            return new Sought(0, Long.MAX_VALUE, Optional.empty(), conditions, false);
        }

        /// The same, of those from an index up to another.
        Sought within(long first, long end) {
            return new Sought(Math.max(from, first), Math.min(to, end), clause, others, joint);
        }

        /// All of it, of entries.
        Condition ofEntries() {
            Condition all = inRange(ENTRY.INDEX).and(DSL.and(others));
            return clause.isPresent() ? all.and(ENTRY.INDEX.in(placesOfClause(clause.get()))) : all;
        }

        /// Where they are, without a look at more than is needed to know. The places of a clause are in the order of indexes, those
        /// of another time among them, so their range is named there too.
        Select<Record1<Long>> places(int limit) {
            return clause.isPresent() && others.isEmpty()
                    ? placesOfClause(clause.get()).orderBy(ENTRY_CLAUSE.INDEX.desc()).limit(limit)
                    : DSL.select(ENTRY.INDEX).from(ENTRY).where(ofEntries()).orderBy(ENTRY.INDEX.desc()).limit(limit);
        }

        private SelectConditionStep<Record1<Long>> placesOfClause(String relied) {
            return DSL.select(ENTRY_CLAUSE.INDEX).from(ENTRY_CLAUSE)
                    .where(ENTRY_CLAUSE.CLAUSE.eq(relied), inRange(ENTRY_CLAUSE.INDEX));
        }

        private Condition inRange(Field<Long> index) {
            Condition below = index.lt(to);
            return from > 0 ? below.and(index.ge(from)) : below;
        }
    }

    /// Entries below an index that are sought, newest first, with the values of their own subjects.
    List<EntryView> page(Sought sought, long below, int limit) throws IOException {
        List<Row> rows = rows(sought, below, limit);
        Set<UUID> subjects = new HashSet<>();
        Set<String> fields = new HashSet<>();
        for (Row row : rows) {
            row.subject().ifPresent(subjects::add);
            fields.addAll(row.fields());
        }
        Map<UUID, SortedMap<String, Optional<OpeningCipher.Opened>>> opened = openings.openAll(subjects, fields);
        subjects.removeAll(opened.keySet());
        Map<UUID, EntryView.Erasure> erased = erasures.about(subjects);
        return rows.stream().map(row -> view(row, opened, erased)).toList();
    }

    /// Entries below an index that are sought, newest first, without their values.
    List<EntryView> plain(Sought sought, long below, int limit) {
        return rows(sought, below, limit).stream().map(row -> view(row, Map.of(), Map.of())).toList();
    }

    /// Where conditions are joint, places come first and entries afterwards: the indexes alone tell the places, and entries that meet
    /// only some of the conditions are not read.
    private List<Row> rows(Sought sought, long below, int limit) {
        Sought older = sought.within(0, below);
        if (!sought.joint()) {
            return database.query()
                    .select(ENTRY.INDEX, ENTRY.LEAF_HASH, ENTRY.BODY)
                    .from(ENTRY)
                    .where(older.ofEntries())
                    .orderBy(ENTRY.INDEX.desc())
                    .limit(limit)
                    .fetch(EntryReader::row);
        }
        Field<Long> place = DSL.field(DSL.name("places", "index"), ENTRY.INDEX.getDataType());
        CommonTableExpression<Record1<Long>> places = DSL.name("places").fields("index")
                .asMaterialized(older.places(limit));
        return database.query()
                .with(places)
                .select(ENTRY.INDEX, ENTRY.LEAF_HASH, ENTRY.BODY)
                .from(ENTRY)
                .join(places)
                .on(ENTRY.INDEX.eq(place))
                .orderBy(ENTRY.INDEX.desc())
                .fetch(EntryReader::row);
    }

    /// How many entries below an index meet every condition, by month in London and kind: as kept beside them where the filters
    /// allow it and a whole month is asked for, else counted.
    ///
    /// @param sought by the query
    SortedMap<YearMonth, SortedMap<String, Long>> months(LedgerQuery query, Sought sought, long below) {
        SortedMap<YearMonth, SortedMap<String, Long>> months = new TreeMap<>();
        Instant first = query.from().orElseGet(() -> at(0));
        Instant last = query.to().filter(end -> end.isBefore(at(below - 1))).orElseGet(() -> at(below - 1));
        YearMonth end = MonthCounts.monthOf(last);
        boolean answers = MonthCounts.answer(query);
        Map<YearMonth, SortedMap<String, Long>> kept = answers ? counts.below(query, below) : Map.of();
        for (YearMonth month = MonthCounts.monthOf(first); !month.isAfter(end); month = month.plusMonths(1)) {
            Instant start = London.startOf(month.atDay(1));
            Instant next = London.startOf(month.plusMonths(1).atDay(1));
            boolean whole = query.from().filter(start::isBefore).isEmpty()
                    && query.to().filter(next::isAfter).isEmpty();
            months.put(month, answers && whole
                    ? kept.getOrDefault(month, new TreeMap<>())
                    : kinds(sought.within(firstAt(start, below), firstAt(next, below))));
        }
        return months;
    }

    private SortedMap<String, Long> kinds(Sought sought) {
        SortedMap<String, Long> kinds = new TreeMap<>();
        database.query()
                .select(ENTRY.KIND, DSL.count())
                .from(ENTRY)
                .where(sought.ofEntries())
                .groupBy(ENTRY.KIND)
                .forEach(row -> kinds.put(row.value1(), (long) row.value2()));
        return kinds;
    }

    private Instant at(long index) {
        return database.query().select(ENTRY.AT).from(ENTRY).where(ENTRY.INDEX.eq(index)).fetchSingle().value1();
    }

    /// One entry, without its values.
    Optional<EntryView> entry(long index) {
        return database.query()
                .select(ENTRY.INDEX, ENTRY.LEAF_HASH, ENTRY.BODY)
                .from(ENTRY)
                .where(ENTRY.INDEX.eq(index))
                .fetchOptional(EntryReader::row)
                .map(row -> view(row, Map.of(), Map.of()));
    }

    private static Row row(Record3<Long, byte[], byte[]> row) {
        try {
            return new Row(row.value1(), Hash.of(row.value2()), new String(row.value3(), UTF_8),
                    CanonicalJson.parse(row.value3()));
        } catch (NotCanonical e) {
            throw new IllegalStateException("Entry " + row.value1() + " cannot be read; verify the ledger", e);
        }
    }

    private static EntryView view(Row row, Map<UUID, SortedMap<String, Optional<OpeningCipher.Opened>>> opened,
            Map<UUID, EntryView.Erasure> erased) {
        Json.Members entry = row.entry();
        Columns columns = Columns.of(entry);
        if (columns.at() == null || columns.kind() == null || columns.actor() == null) {
            throw new IllegalStateException("Entry " + row.index() + " lacks time, kind or actor; verify the ledger");
        }
        return new EntryView(row.index(), columns.at(), columns.kind(), entry.text("agreement"), entry.text("version"),
                columns.actor(),
                entry.text("agency"), entry.text("code"), Erasures.texts(entry, "clauses"), row.subject(),
                values(row, opened),
                row.subject().flatMap(subject -> Optional.ofNullable(erased.get(subject))), partSizes(entry),
                entry.members("facts"), row.leafHash(), row.canonical());
    }

    private static SortedMap<String, String> values(Row row,
            Map<UUID, SortedMap<String, Optional<OpeningCipher.Opened>>> opened) {
        SortedMap<String, String> values = new TreeMap<>();
        SortedMap<String, Optional<OpeningCipher.Opened>> stored = row.subject()
                .map(subject -> opened.getOrDefault(subject, Collections.emptySortedMap()))
                .orElse(Collections.emptySortedMap());
        for (String field : row.fields()) {
            stored.getOrDefault(field, Optional.empty()).ifPresent(value -> values.put(field, value.value()));
        }
        return values;
    }

    private static List<Long> partSizes(Json.Members entry) {
        List<Long> sizes = new ArrayList<>();
        for (Json part : entry.items("parts")) {
            if (part instanceof Json.Members members) {
                members.whole("size").ifPresent(sizes::add);
            }
        }
        return sizes;
    }

    /// That an entry is about one of these. Their places are looked up first: PostgreSQL thinks a subject to have more entries
    /// than it has, and would go through the newest of all for those few.
    Condition about(List<UUID> subjects, long below) {
        List<Long> places = database.query()
                .select(ENTRY.INDEX)
                .from(ENTRY)
                .where(ENTRY.SUBJECT.in(subjects), ENTRY.INDEX.lt(below))
                .limit(MANY + 1)
                .fetch(ENTRY.INDEX);
        return places.size() > MANY ? ENTRY.SUBJECT.in(subjects) : ENTRY.INDEX.in(places);
    }

    /// The index of the first entry of that moment or later, or the bound. Index order is time order.
    long firstAt(Instant moment, long bound) {
        return database.query()
                .select(ENTRY.INDEX)
                .from(ENTRY)
                .where(ENTRY.AT.ge(moment))
                .orderBy(ENTRY.AT, ENTRY.INDEX)
                .limit(1)
                .fetchOptional(ENTRY.INDEX)
                .map(first -> Math.min(first, bound))
                .orElse(bound);
    }
}
