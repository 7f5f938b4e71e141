// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;

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
import java.util.stream.LongStream;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.Json;
import org.casegate.crypto.tlog.NotCanonical;
import org.casegate.policy.clock.London;
import org.casegate.schema.Database;
import org.jooq.Condition;
import org.jooq.Record3;
import org.jooq.impl.DSL;

/// Reads entries and makes them presentable.
final class EntryReader {
    private static final int PLACES = 7;
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

    /// Entries below an index that meet every condition, newest first, with the values of their own subjects.
    List<EntryView> page(List<Condition> conditions, long below, int limit) throws IOException {
        List<Row> rows = database.query()
                .select(ENTRY.INDEX, ENTRY.LEAF_HASH, ENTRY.BODY)
                .from(ENTRY)
                .where(ENTRY.INDEX.lt(below))
                .and(DSL.and(conditions))
                .orderBy(ENTRY.INDEX.desc())
                .limit(limit)
                .fetch(EntryReader::row);
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

    /// Entries that meet every condition, newest first, without their values.
    List<EntryView> plain(List<Condition> conditions, int limit) {
        return database.query()
                .select(ENTRY.INDEX, ENTRY.LEAF_HASH, ENTRY.BODY)
                .from(ENTRY)
                .where(conditions)
                .orderBy(ENTRY.INDEX.desc())
                .limit(limit)
                .fetch(EntryReader::row)
                .stream()
                .map(row -> view(row, Map.of(), Map.of()))
                .toList();
    }

    /// How many entries below an index meet every condition, by month in London and kind: as kept beside them where the filters
    /// allow it and a whole month is asked for, else counted.
    ///
    /// @param conditions of the query
    SortedMap<YearMonth, SortedMap<String, Long>> months(LedgerQuery query, List<Condition> conditions, long below) {
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
                    : kinds(conditions, firstAt(start, below), firstAt(next, below)));
        }
        return months;
    }

    private SortedMap<String, Long> kinds(List<Condition> conditions, long first, long next) {
        SortedMap<String, Long> kinds = new TreeMap<>();
        database.query()
                .select(ENTRY.KIND, DSL.count())
                .from(ENTRY)
                .where(ENTRY.INDEX.ge(first), ENTRY.INDEX.lt(next))
                .and(DSL.and(conditions))
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

    /// The index of the first entry of that moment or later, or the bound. Index order is time order, so that looking at a few
    /// places at once leaves a small part of what there was: ten million entries are searched in eight questions, which read some
    /// fifty pages. More places at once would be fewer questions and more pages, which matters where these lie on the disk.
    long firstAt(Instant moment, long bound) {
        long low = 0;
        long high = bound;
        while (low < high) {
            List<Long> places = places(low, high);
            Map<Long, Instant> times = database.query().select(ENTRY.INDEX, ENTRY.AT).from(ENTRY)
                    .where(ENTRY.INDEX.in(places)).fetchMap(ENTRY.INDEX, ENTRY.AT);
            for (long place : places) {
                Instant at = times.get(place);
                if (at == null || !at.isBefore(moment)) {
                    high = place;
                    break;
                }
                low = place + 1;
            }
        }
        return low;
    }

    /// Some places from one up to another, evenly apart; all of them where they are few.
    private static List<Long> places(long low, long high) {
        long distance = high - low;
        return distance <= PLACES
                ? LongStream.range(low, high).boxed().toList()
                : LongStream.rangeClosed(1, PLACES).mapToObj(nth -> low + distance / (PLACES + 1) * nth).toList();
    }
}
