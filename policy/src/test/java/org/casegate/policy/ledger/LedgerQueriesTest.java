// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.Json;
import org.casegate.policy.event.Under;
import org.casegate.policy.event.EntryKind;
import org.casegate.policy.event.SomeEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Entry 0 begins at 08:59; then one entry a minute: 1 to 4 accept packs of two cases in turn, 5 and 6 refuse, 7 downloads.
class LedgerQueriesTest {
    private static final Optional<String> NO_AGENCY = Optional.empty();

    private LedgerFixture fixture;
    private Ledger ledger;
    private LedgerQueries queries;
    private final List<LedgerFixture.Pack> packs = new ArrayList<>();

    @BeforeEach
    void fill() throws Exception {
        fixture = new LedgerFixture();
        ledger = fixture.ledger();
        queries = fixture.queries(ledger);
        for (int i = 1; i <= 4; i++) {
            fixture.clock.move(Duration.ofMinutes(1));
            packs.add(fixture.accept(ledger, i % 2 == 1 ? "SSCB-RR-2026-014" : "SSCB-RR-2026-015"));
        }
        for (String code : List.of("TOO-LARGE", "RECIPIENT-NOT-NAMED")) {
            fixture.clock.move(Duration.ofMinutes(1));
            ledger.append(Draft.of(SomeEvents.refused(new Under("solihull", "1.0"), code, "SO 4.1"))
                    .agency("solihull-council").actor("so-sender"), StateChange.none());
        }
        fixture.clock.move(Duration.ofMinutes(1));
        ledger.append(Draft.of(SomeEvents.downloaded()).agency("staffordshire-police").actor("sp-reader"),
                StateChange.none());
        fixture.clock.move(Duration.ofMinutes(1));
    }

    @AfterEach
    void verify() {
        ledger.close();
        fixture.assertVerifies();
        fixture.close();
    }

    private List<Long> indexes(LedgerQuery query) throws Exception {
        return queries.run("an-auditor", NO_AGENCY, query).stream().map(EntryView::index).toList();
    }

    @Test
    @DisplayName("OB-020: a query is itself an entry, written before anything is shown")
    void aQueryIsItselfAnEntry() throws Exception {
        List<EntryView> first = queries.run("an-auditor", Optional.of("sscb"),
                LedgerQuery.all().ofKind(EntryKind.REFUSED).withCode("TOO-LARGE"));
        EntryView asked = queries.entry(8).orElseThrow();

        assertThat(first).extracting(EntryView::index).containsExactly(5L);
        assertThat(asked.kind()).isEqualTo("QUERIED");
        assertThat(asked.actor()).isEqualTo("an-auditor");
        assertThat(asked.agency()).contains("sscb");
        assertThat(asked.facts()).containsEntry("kind", new Json.Text("REFUSED")).containsEntry("code",
                new Json.Text("TOO-LARGE"));
    }

    @Test
    void aQueryThatCannotBeRecordedShowsNothing() {
        ledger.close();

        assertThatThrownBy(() -> queries.run("an-auditor", NO_AGENCY, LedgerQuery.all()))
                .isInstanceOf(LedgerUnavailable.class);
    }

    @Test
    void eachFilterAndAllTogether() throws Exception {
        assertThat(indexes(LedgerQuery.all())).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L, 0L);
        assertThat(indexes(LedgerQuery.all().ofKind(EntryKind.ACCEPTED))).containsExactly(4L, 3L, 2L, 1L);
        assertThat(indexes(LedgerQuery.all().underAgreement("solihull"))).containsExactly(6L, 5L);
        assertThat(indexes(LedgerQuery.all().ofAgency("staffordshire-police"))).containsExactly(7L, 4L, 3L, 2L, 1L);
        assertThat(indexes(LedgerQuery.all().byActor("sp-reader"))).containsExactly(7L);
        assertThat(indexes(LedgerQuery.all().withCode("RECIPIENT-NOT-NAMED"))).containsExactly(6L);
        assertThat(indexes(LedgerQuery.all().ofAgency("staffordshire-police").ofKind(EntryKind.ACCEPTED)
                .aboutCase("SSCB-RR-2026-014").until(TestClock.START.plus(Duration.ofMinutes(2))))).containsExactly(1L);
        assertThat(indexes(LedgerQuery.all().citing("SO 4.1"))).containsExactly(6L, 5L);
        assertThat(indexes(LedgerQuery.all().citing("ST 4.0").aboutCase("SSCB-RR-2026-015"))).containsExactly(4L, 2L);
        assertThat(indexes(LedgerQuery.all().byActor("nobody"))).isEmpty();
    }

    @Test
    void timeIncludesItsStartAndNotItsEnd() throws Exception {
        LedgerQuery of = LedgerQuery.all();

        assertThat(indexes(of.since(at(2)).until(at(5)))).containsExactly(4L, 3L, 2L);
        assertThat(indexes(of.since(at(7)).ofKind(EntryKind.DOWNLOADED))).containsExactly(7L);
        assertThat(indexes(of.until(at(0)))).isEmpty();
        assertThat(indexes(of.since(at(60)))).isEmpty();
        assertThat(indexes(of.since(at(-60)).atMost(1))).hasSize(1);
    }

    @Test
    void findsAMomentAmongMoreEntriesThanItLooksAtAtOnce() throws Exception {
        fixture.clock.move(Duration.ofMinutes(100).minus(Duration.between(TestClock.START, fixture.clock.instant())));
        long first = -1;
        for (int minute = 100; minute < 400; minute++) {
            long index = ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none()).index();
            first = first < 0 ? index : first;
            fixture.clock.move(Duration.ofMinutes(1));
        }
        LedgerQuery reviews = LedgerQuery.all().ofKind(EntryKind.REVIEWED);

        for (int minute : new int[]{100, 101, 163, 164, 250, 398, 399}) {
            long index = first + minute - 100;
            assertThat(indexes(reviews.since(at(minute)).until(at(minute + 1)))).as("minute %d", minute)
                    .containsExactly(index);
            assertThat(indexes(reviews.until(at(minute)).atMost(1))).as("before minute %d", minute)
                    .isEqualTo(minute == 100 ? List.of() : List.of(index - 1));
        }
    }

    private static java.time.Instant at(int minutes) {
        return TestClock.START.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrOverlap() throws Exception {
        List<Long> seen = new ArrayList<>();
        List<Long> page = indexes(LedgerQuery.all().atMost(3));
        while (!page.isEmpty()) {
            seen.addAll(page);
            page = indexes(LedgerQuery.all().atMost(3).before(page.getLast()));
        }

        assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(0, 7).mapToObj(i -> 7 - i).toList());
    }

    @Test
    void aCaseIsFoundByItsReferenceAndTheQuestionIsForgottenWithIt() throws Exception {
        List<EntryView> found = queries.run("an-auditor", NO_AGENCY, LedgerQuery.all().aboutCase("sscb-rr-2026-014"));
        EntryView asked = queries.entry(8).orElseThrow();

        assertThat(found).extracting(EntryView::index).containsExactly(3L, 1L);
        assertThat(found)
                .allSatisfy(entry -> assertThat(entry.opened()).containsEntry("case", "SSCB-RR-2026-014").hasSize(1));
        assertThat(asked.canonical()).doesNotContainIgnoringCase("sscb-rr");
        assertThat(packs.stream().map(LedgerFixture.Pack::id)).contains(asked.subject().orElseThrow());

        for (LedgerFixture.Pack pack : packs) {
            fixture.destroy(ledger, pack);
        }
        List<EntryView> all = queries.run("an-auditor", NO_AGENCY, LedgerQuery.all().ofKind(EntryKind.QUERIED));

        assertThat(all).last().satisfies(entry -> {
            assertThat(entry.opened()).isEmpty();
            assertThat(entry.erasure())
                    .hasValueSatisfying(erasure -> assertThat(erasure.clauses()).containsExactly("ST 6.1"));
        });
    }

    @Test
    void aReferenceThatNobodyKnowsIsRecordedAndFindsNothing() throws Exception {
        assertThat(indexes(LedgerQuery.all().aboutCase("SSCB-RR-1999-001"))).isEmpty();
        assertThat(queries.run("a-scrutineer", NO_AGENCY, LedgerQuery.all().ofKind(EntryKind.QUERIED))).singleElement()
                .satisfies(entry -> assertThat(entry.opened()).containsEntry("case", "SSCB-RR-1999-001"));
    }

    @Test
    void whatWasErasedIsSaidToBe() throws Exception {
        Appended destroyed = fixture.destroy(ledger, packs.getFirst());

        assertThat(queries.run("an-auditor", NO_AGENCY, LedgerQuery.all().ofKind(EntryKind.ACCEPTED).before(2)))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.opened()).isEmpty();
                    assertThat(entry.erasure())
                            .contains(new EntryView.Erasure(destroyed.index(), destroyed.at(), List.of("ST 6.1")));
                });
        assertThat(indexes(LedgerQuery.all().aboutCase("SSCB-RR-2026-014"))).containsExactly(3L);
    }

    @Test
    @DisplayName("OB-020: entries are counted by month in London and by kind, and the question is an entry")
    void countsByMonthAndKind() throws Exception {
        fixture.clock.move(Duration.ofDays(31));
        ledger.append(Draft.of(SomeEvents.reviewed()).agency("solihull-council"), StateChange.none());

        assertThat(queries.count("an-auditor", NO_AGENCY, LedgerQuery.all()).months()).containsExactly(
                Map.entry(YearMonth.of(2026, 5),
                        new TreeMap<>(Map.of("ACCEPTED", 4L, "CONFIG_CHANGED", 1L, "DOWNLOADED", 1L, "REFUSED", 2L))),
                Map.entry(YearMonth.of(2026, 6), new TreeMap<>(Map.of("REVIEWED", 1L))));
        assertThat(queries.entry(9).orElseThrow().facts()).containsEntry("form", new Json.Text("count"));
        assertThat(queries.count("an-auditor", NO_AGENCY, LedgerQuery.all().ofAgency("solihull-council")
                .since(at(60))).months()).containsOnlyKeys(YearMonth.of(2026, 6));
        assertThat(queries.count("an-auditor", NO_AGENCY, LedgerQuery.all().aboutCase("SSCB-RR-1999-001")).months())
                .isEmpty();
    }

    @Test
    @DisplayName("OB-020: what is carried away has its proof, no value that may be erased, and its own entry")
    void exportsWithProofs() throws Exception {
        fixture.append(ledger, 600);
        List<Long> given = new ArrayList<>();

        long entries = queries.export("an-auditor", NO_AGENCY, LedgerQuery.all()).to((entry, proof) -> {
            given.add(entry.index());
            assertThat(entry.opened()).isEmpty();
            assertThatCode(() -> proof.verify(Hash.leaf(entry.canonical().getBytes(UTF_8)), ledger.verifier()))
                    .doesNotThrowAnyException();
        });

        assertThat(entries).isEqualTo(608);
        assertThat(given).containsExactlyElementsOf(LongStream.range(0, 608).mapToObj(i -> 607 - i).toList());
        assertThat(queries.entry(608).orElseThrow().facts()).containsEntry("form", new Json.Text("export"));
        assertThat(queries.export("an-auditor", NO_AGENCY, LedgerQuery.all().ofKind(EntryKind.REFUSED)).to(
                (entry, _) -> assertThat(entry.kind()).isEqualTo("REFUSED"))).isEqualTo(2);
    }

    @Test
    void pagesHaveALimit() {
        assertThatThrownBy(() -> LedgerQuery.all().atMost(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LedgerQuery.all().atMost(501)).isInstanceOf(IllegalArgumentException.class);
    }
}
