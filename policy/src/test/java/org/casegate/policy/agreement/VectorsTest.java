// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.JudgedBy.COVENTRY;
import static org.casegate.policy.agreement.JudgedBy.PAN_DORSET;
import static org.casegate.policy.agreement.JudgedBy.SOLIHULL;
import static org.casegate.policy.agreement.JudgedBy.STAFFORDSHIRE;
import static org.casegate.policy.agreement.JudgedBy.WIRRAL;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.check.Warning;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The vectors of Annex C and Annex D that a judgement decides.
class VectorsTest {

    static Stream<Arguments> boundaries() {
        return Stream.of(
                of("B01", STAFFORDSHIRE, STAFFORDSHIRE.pack().edited("art6: e", "art6: a"),
                        "REFUSED BASIS-NOT-LISTED ST 3.1"),
                of("B03", PAN_DORSET, PAN_DORSET.pack().edited("art9: g", "art9: c"),
                        "REFUSED SPECIAL-CATEGORY PD PURPOSES a)"),
                of("B05", SOLIHULL, SOLIHULL.pack().edited("art9: g", "art9: j"), "ACCEPTED"),
                of("B07", STAFFORDSHIRE, STAFFORDSHIRE.pack().edited("nature: FACT", "nature: MIXED"), "ACCEPTED"),
                of("B09", STAFFORDSHIRE, STAFFORDSHIRE.pack().naming(5), "HELD TOO-MANY-SUBJECTS ST 5.1"),
                of("B11", STAFFORDSHIRE, STAFFORDSHIRE.pack().edited("PRE_MEETING", "POST_MEETING"),
                        "REFUSED PHASE ST 4.0"),
                of("B13", COVENTRY, COVENTRY.pack().edited("adult: false", "adult: true"),
                        "HELD PURPOSE-NOT-LISTED CO 3.1"),
                of("B15", WIRRAL, WIRRAL.pack().edited("nature: FACT", "historical: true, nature: FACT"),
                        "REFUSED HISTORICAL-UNEXPLAINED WI Principles b4"),
                of("B17", WIRRAL,
                        WIRRAL.pack().edited("identifiability: IDENTIFIABLE", "identifiability: ANONYMISED")
                                .without("purpose"),
                        "REFUSED PURPOSE-UNCLEAR WI When Q1; WI 3.5; WI 8.1"),
                of("B23", STAFFORDSHIRE, STAFFORDSHIRE.pack().to("visitor-of-the-meeting/visitor"),
                        "REFUSED RECIPIENT-NOT-NAMED ST front page; ST 4.0"));
    }

    @ParameterizedTest(name = "Annex D, {0}: {3}")
    @MethodSource("boundaries")
    @DisplayName("Annex D, B01, B03, B05, B07, B09, B11, B13, B15, B17, B23: boundary vectors")
    void decidesTheBoundaryVectors(String vector, JudgedBy by, Packs pack, String expected) {
        Outcome outcome = by.judge(pack);

        assertThat(outcome.getClass().getSimpleName().toUpperCase(Locale.ROOT) + outcome.findings().stream()
                .map(finding -> " " + finding.code() + " " + finding.clause()).reduce("", String::concat))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "Annex C: Wirral on {0}")
    @CsvSource({"2023-01-31,", "2023-02-01, 31 January 2023", "2024-01-31, 31 January 2023",
            "2024-02-01, 31 January 2024"})
    @DisplayName("Annex C, OB-015, A-10: Wirral's January 2023 is its last day, and counts on from there")
    void countsWirralFromTheLastDayOfItsMonth(String today, String due) {
        Registers early = Registers
                .of(WIRRAL.registers().text().replaceAll("2026-01-10|2024-01-09|2024-02-01|2026-01-05", "2022-02-01")
                        .replace("reviewed: [2025-10-31, 2026-01-31]", "reviewed: []"));
        Outcome outcome = WIRRAL
                .judge(WIRRAL.pack().at(today + "T09:00:00Z").edited("as_at: 2026-05-04", "as_at: 2022-05-04"), early);

        assertThat(outcome.findings()).extracting(Finding::text).isEmpty();
        assertThat(outcome.warnings()).extracting(Warning::text).isEqualTo(due == null
                ? List.of()
                : List.of("The review of the Wirral agreement fell due on " + due + " and none is recorded."));
    }

    @ParameterizedTest(name = "Annex C: {0} and {1}")
    @CsvSource({"2024-04-03, 2024-01-09, 9 July 2024", "2024-01-09, 2024-04-03, 9 July 2024",
            "2023-09-19, 2023-09-19, 19 March 2024"})
    @DisplayName("Annex C, OB-013, A-08: of two signatures the first starts the clock, not the last")
    void startsTheClockWithTheFirstSignature(String one, String other, String due) {
        Registers signed = Registers.of(STAFFORDSHIRE.registers().text()
                .replace("reviewed: [2026-03-19]", "reviewed: []")
                .replace("signed: { on: 2023-09-19", "signed: { on: " + one)
                .replaceFirst("signed: \\{ on: " + one, "signed: { on: " + other).replace("2026-01-1", "2023-01-1"));
        Outcome outcome = STAFFORDSHIRE.judge(STAFFORDSHIRE.pack().at("2024-08-01T09:00:00Z")
                .edited("as_at: 2026-05-04", "as_at: 2024-05-04"), signed);

        assertThat(outcome.findings()).extracting(Finding::text).isEmpty();
        assertThat(outcome.warnings()).extracting(Warning::text)
                .containsExactly("The review of the Staffordshire agreement fell due on "
                        + due + " and none is recorded. The agreement stays in force.");
    }

    private static Arguments of(String vector, JudgedBy by, Packs pack, String expected) {
        return Arguments.of(vector, by, pack, expected);
    }
}
