// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calendar rules: the vectors of Annex C, and what happens at a clock change.
class LondonTest {

    private static final ReviewCycle STAFFORDSHIRE = new ReviewCycle(Period.ofMonths(6), Period.ofYears(1), false);
    private static final LocalDate SIGNED = LocalDate.of(2023, 9, 19);

    @Test
    @DisplayName("Annex C: first signature 19 September 2023, then six months, then yearly")
    void countsReviewsFromTheFirstSignature() {
        assertThat(IntStream.rangeClosed(1, 4).mapToObj(n -> STAFFORDSHIRE.dueDate(SIGNED, n))).containsExactly(
                LocalDate.of(2024, 3, 19), LocalDate.of(2025, 3, 19), LocalDate.of(2026, 3, 19),
                LocalDate.of(2027, 3, 19));
    }

    @Test
    @DisplayName("Annex C: start 29 February 2024 and two years")
    void clampsToAShorterMonth() {
        ReviewCycle biennial = new ReviewCycle(Period.ofYears(2), Period.ofYears(2), false);

        assertThat(biennial.dueDate(LocalDate.of(2024, 2, 29), 1)).isEqualTo("2026-02-28");
        assertThat(biennial.dueDate(LocalDate.of(2024, 2, 29), 2)).isEqualTo("2028-02-28");
    }

    @Test
    @DisplayName("Annex C: a review published on 29 February 2028 is readable through 28 February 2029")
    void endsAPublicationTheDayAfter() {
        LocalDate gone = London.publicationEnds(LocalDate.of(2028, 2, 29), Period.ofYears(1));

        assertThat(gone).isEqualTo("2029-03-01");
        assertThat(London.startOf(gone)).isEqualTo("2029-03-01T00:00:00Z");
    }

    @Test
    @DisplayName("Annex C: aware on 24 October 2026 at 12:00 and 24 hours elapsed")
    void countsElapsedHoursAcrossAClockChange() {
        Instant aware = Instant.parse("2026-10-24T11:00:00Z");

        assertThat(London.written(aware)).isEqualTo("12:00 on 24 October 2026");
        assertThat(London.written(aware.plus(Duration.ofHours(24)))).isEqualTo("11:00 on 25 October 2026");
    }

    @ParameterizedTest
    @CsvSource({"2026-05-06T09:00:00Z, P90D, 2026-08-04", "2026-05-05T23:30:00Z, P90D, 2026-08-04",
            "2026-01-31T12:00:00Z, P1M, 2026-02-28", "2028-01-31T12:00:00Z, P1M, 2028-02-29",
            "2026-12-31T23:59:59Z, P1Y, 2027-12-31"})
    void countsAPeriodFromTheDateInLondon(Instant received, Period period, LocalDate due) {
        assertThat(London.due(received, period)).isEqualTo(due);
    }

    @Test
    @DisplayName("a date is due at its start in London, in summer an hour before midnight UTC")
    void isDueAtTheStartOfTheDate() {
        LocalDate summer = LocalDate.of(2026, 8, 4);

        assertThat(London.isDue(summer, Instant.parse("2026-08-03T22:59:59Z"))).isFalse();
        assertThat(London.isDue(summer, Instant.parse("2026-08-03T23:00:00Z"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2024-03-19,,", "2024-03-20,, 2024-03-19", "2026-05-06, 2025-03-19, 2026-03-19",
            "2026-05-06, 2026-03-19,", "2026-05-06, 2026-03-01,", "2026-05-06, 2025-04-20, 2026-03-19",
            "2026-05-06, 2026-06-01, 2026-03-19", "2026-05-06, 2024-03-19 2026-04-02,"})
    @DisplayName("OB-013, A-09: a review counts for the due date nearest to it")
    void knowsWhichReviewIsMissing(LocalDate today, String reviews, LocalDate overdue) {
        List<LocalDate> reviewed = reviews == null
                ? List.of()
                : Arrays.stream(reviews.split(" ", -1)).map(LocalDate::parse).toList();

        assertThat(STAFFORDSHIRE.overdue(SIGNED, reviewed, today).orElse(null)).isEqualTo(overdue);
    }

    @Test
    @DisplayName("A-09: a rolling cycle counts from the last review")
    void countsFromTheLastReviewWhereSetSo() {
        ReviewCycle rolling = new ReviewCycle(Period.ofMonths(6), Period.ofYears(1), true);

        assertThat(rolling.overdue(SIGNED, List.of(LocalDate.of(2025, 5, 1)), LocalDate.of(2026, 5, 1))).isEmpty();
        assertThat(rolling.overdue(SIGNED, List.of(LocalDate.of(2025, 5, 1)), LocalDate.of(2026, 5, 2)))
                .hasValue(LocalDate.of(2026, 5, 1));
        assertThat(rolling.overdue(SIGNED, List.of(), LocalDate.of(2024, 3, 20))).hasValue(LocalDate.of(2024, 3, 19));
    }
}
