// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.ledger.Tables.MONTH_COUNT;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.casegate.policy.event.EntryKind;
import org.casegate.policy.event.SomeEvents;
import org.casegate.policy.event.Under;
import org.casegate.schema.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("OB-020: the counts by month that are kept beside the entries")
class MonthCountsTest {
    private static final Under SOLIHULL = new Under("solihull", "1.0");

    private LedgerFixture fixture;
    private Ledger ledger;

    /// Three refusals in May, two in June; the last day of May ends at 23:00 in UTC.
    @BeforeEach
    void fill() throws Exception {
        fixture = new LedgerFixture();
        ledger = fixture.ledger();
        fixture.accept(ledger, "SSCB-RR-2026-014");
        refuse("solihull-council", 2);
        fixture.clock.move(Duration.between(fixture.clock.instant(), Instant.parse("2026-05-31T22:59:59Z")));
        refuse("solihull-council", 1);
        fixture.clock.move(Duration.ofSeconds(1));
        refuse("west-midlands-police", 2);
    }

    private void refuse(String agency, int times) throws Exception {
        Draft draft = Draft.of(SomeEvents.refused(SOLIHULL, "TOO-LARGE", "SO 4.1")).agency(agency);
        for (int time = 0; time < times; time++) {
            ledger.append(List.of(draft), StateChange.none());
        }
    }

    @AfterEach
    void close() {
        ledger.close();
        fixture.close();
    }

    private Map<YearMonth, Map<String, Long>> counts(LedgerQuery query) throws Exception {
        Map<YearMonth, Map<String, Long>> counts = new TreeMap<>();
        fixture.queries(ledger).count("an-auditor", Optional.empty(), query).months().forEach(counts::put);
        return counts;
    }

    @Test
    @DisplayName("answer by kind, agreement and agency, and for whole months, and nobody goes through the entries")
    void answerWithoutTheEntries() throws Exception {
        fixture.tamper("UPDATE ledger.month_count SET n = n + 1000 WHERE kind = 'REFUSED'");
        Map<String, Long> may = Map.of("REFUSED", 1003L);
        Map<String, Long> june = Map.of("REFUSED", 1002L);

        assertThat(counts(LedgerQuery.all().underAgreement("solihull")))
                .isEqualTo(Map.of(YearMonth.of(2026, 5), may, YearMonth.of(2026, 6), june));
        assertThat(counts(LedgerQuery.all().ofAgency("solihull-council")))
                .isEqualTo(Map.of(YearMonth.of(2026, 5), may));
        assertThat(counts(LedgerQuery.all().ofKind(EntryKind.REFUSED).since(Instant.parse("2026-05-31T23:00:00Z"))))
                .isEqualTo(Map.of(YearMonth.of(2026, 6), june));
        assertThat(counts(LedgerQuery.all().ofKind(EntryKind.REFUSED).until(Instant.parse("2026-05-31T23:00:00Z"))))
                .isEqualTo(Map.of(YearMonth.of(2026, 5), may));
    }

    @Test
    @DisplayName("are those of the entries where a part of a month is asked for, or what they do not tell apart")
    void leaveTheRestToTheEntries() throws Exception {
        assertThat(counts(LedgerQuery.all().ofKind(EntryKind.REFUSED).since(Instant.parse("2026-05-31T22:59:59Z"))))
                .isEqualTo(Map.of(YearMonth.of(2026, 5), Map.of("REFUSED", 1L), YearMonth.of(2026, 6),
                        Map.of("REFUSED", 2L)));
        assertThat(counts(LedgerQuery.all().ofKind(EntryKind.REFUSED).until(Instant.parse("2026-06-01T00:00:00Z"))))
                .isEqualTo(Map.of(YearMonth.of(2026, 5), Map.of("REFUSED", 3L), YearMonth.of(2026, 6),
                        Map.of("REFUSED", 2L)));
        assertThat(counts(LedgerQuery.all().withCode("TOO-LARGE").ofAgency("west-midlands-police")))
                .isEqualTo(Map.of(YearMonth.of(2026, 6), Map.of("REFUSED", 2L)));
    }

    @Test
    @DisplayName("leave out the question, and what came after it")
    void endAtTheQuestion() throws Exception {
        assertThat(counts(LedgerQuery.all().ofKind(EntryKind.QUERIED))).isEmpty();
        assertThat(counts(LedgerQuery.all().ofKind(EntryKind.QUERIED)))
                .isEqualTo(Map.of(YearMonth.of(2026, 6), Map.of("QUERIED", 1L)));
        assertThat(new MonthCounts(fixture.database).below(LedgerQuery.all(), 2))
                .isEqualTo(Map.of(YearMonth.of(2026, 5), Map.of("CONFIG_CHANGED", 1L, "ACCEPTED", 1L)));
    }

    @Test
    @DisplayName("are compared with the entries by verification")
    void areVerified() throws Exception {
        fixture.assertVerifies();

        fixture.tamper("UPDATE ledger.month_count SET n = n + 2 WHERE agency = 'solihull-council'");

        assertThat(fixture.findings())
                .containsExactly("The counts by month are not those of the entries: of 2026-05, kind"
                        + " REFUSED, agreement solihull, agency solihull-council, there are 3 entries, and 5 are counted.");
    }

    @Test
    @DisplayName("are those of a ledger that was there before they were kept")
    void countWhatIsThere() throws Exception {
        List<Map<String, Object>> kept = fixture.database.query().fetch(MONTH_COUNT).sortAsc(MONTH_COUNT.KIND)
                .intoMaps();
        String migration = migration();

        fixture.tamper("DELETE FROM ledger.month_count",
                migration.substring(migration.indexOf("INSERT INTO"), migration.indexOf("-- A count only grows")));

        assertThat(fixture.database.query().fetchCount(ENTRY)).isEqualTo(7);
        assertThat(fixture.database.query().fetch(MONTH_COUNT).sortAsc(MONTH_COUNT.KIND).intoMaps())
                .hasSameElementsAs(kept);
        fixture.assertVerifies();
    }

    private static String migration() throws IOException {
        try (InputStream sql = Objects.requireNonNull(
                Database.class.getResourceAsStream("/db/migration/V35__month_counts.sql"))) {
            return new String(sql.readAllBytes(), UTF_8);
        }
    }
}
