// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.casegate.policy.check.Code;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bundled agreements against the printed tables: every row, in order, marked as it is there, with every code that the
/// table of codes puts there.
class TablesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"staffordshire | ST | 23 | 01 02 03 04 05 06 08 09",
            "solihull | SO | 22 | 01 02 03 04 05 06 08 09", "wirral | WI | 24 | 01 02 03 04 05 06 07 09 10",
            "pan-dorset | PD | 21 | 01 02 03 04 05 07 08", "coventry | CO | 19 | 01 02 03 04 05 07 08"})
    @DisplayName("4.2 to 4.6: every row stands in order, and those marked * run first")
    void hasEveryRowInOrder(String id, String initials, int rows, String marked) {
        Agreement agreement = JudgedBy.bundled(id);

        assertThat(agreement.steps().stream().filter(step -> step.matches(initials + "-[0-9]{2}")))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, rows).mapToObj(row -> "%s-%02d".formatted(initials, row)).toList());
        assertThat(marked(agreement)).containsExactlyElementsOf(
                Arrays.stream(marked.split(" ", -1)).map(row -> initials + "-" + row).toList());
        assertThat(agreement.rules()).filteredOn(rule -> marked(agreement).contains(rule.step()))
                .allMatch(Rule::first);
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(delimiter = '|', value = {"AGENCY-CLASS-NOT-BODY | SO-05, PD-05",
            "AGENCY-NOT-ADMITTED | SO-03, SO-06, WI-03, WI-07, PD-03, PD-05, CO-03",
            "AGENCY-NOT-SIGNED | ST-03, ST-06, CO-03, CO-05",
            "AGENCY-SUSPENDED | ST-03, ST-06, SO-03, SO-06, WI-03, WI-07, PD-03, PD-05, CO-03, CO-05",
            "AGREEMENT-ENDED | ST-02", "AGREEMENT-NOT-ACTIVE | SO-02, WI-02, PD-02, CO-02",
            "ANON-FAILED | ST-11, SO-10, WI-13, PD-10, CO-09", "AS-AT-MISSING | ST-19, SO-16, WI-18, PD-18, CO-15",
            "BASIS-NOT-LISTED | ST-13, PD-12", "CATEGORY-NOT-LISTED | ST-15",
            "CHANNEL | ST-01, SO-01, WI-01, PD-01, CO-01", "CONSENT-NOT-CONSIDERED | CO-10",
            "CONSENT-OR-REASON | WI-14", "CONSENT-REFUSED | WI-12, CO-11", "CONSENT-WITHDRAWN | SO-13",
            "COURT-MATERIAL | PD-14", "DECEASED-BASIS | ST-12, PD-11",
            "GATEWAY-MISSING | ST-13, SO-11, PD-12, CO-10", "HISTORICAL-UNEXPLAINED | WI-19",
            "INDEFINITE-NO-REVIEW | WI-23", "INFORMED-MISSING | SO-18",
            "LAW-ENFORCEMENT | ST-09, SO-09, WI-10, PD-08, CO-08", "LEDGER | ST-23, SO-22, WI-24, PD-21, CO-19",
            "MEMBER-CONDITION | WI-03, WI-07", "NATURE-MISSING | ST-18, WI-18, PD-17",
            "NECESSITY | ST-16, SO-14, WI-16, PD-15, CO-13", "NEED-TO-KNOW | ST-07, SO-07, WI-08, CO-06",
            "ORIGINATOR-MISSING | WI-20", "PERSON-NOT-CHECKED | WI-06", "PERSON-NOT-TRAINED | ST-04, PD-04",
            "PHASE | ST-20", "PURPOSE-NOT-LISTED | ST-10, SO-10, WI-11, PD-09, CO-09", "PURPOSE-UNCLEAR | WI-11",
            "REASON-MISSING | SO-17, WI-21, CO-16", "RECIPIENT-NO-ROLE | PD-06", "RECIPIENT-NOT-NAMED | ST-05, CO-05",
            "RETENTION-MISSING | ST-21, SO-21, WI-23, PD-20, CO-18", "REUSE | ST-22, SO-20, WI-22, PD-19, CO-17",
            "RISK-CONTROLS-MISSING | WI-04, WI-07", "SPECIAL-CATEGORY | ST-14, SO-12, WI-15, PD-13, CO-12",
            "SPOC-MISSING | SO-04, WI-05, CO-04", "TERRITORY | ST-08, SO-08, WI-09, PD-07, CO-07",
            "TOO-MANY-SUBJECTS | ST-17, SO-15, WI-17, PD-16, CO-14",
            "UNDECLARED-CONTENT | ST-17, SO-15, WI-17, PD-16, CO-14",
            "UNREADABLE | ST-17, SO-15, WI-17, PD-16, CO-14", "WELLBEING-MISSING | SO-19"})
    @DisplayName("4.9: every code arises at the steps where the table puts it, and in no other numbered row")
    void raisesEveryCodeWhereTheTableSaysSo(String code, String steps) {
        Set<String> expected = new TreeSet<>(List.of(steps.split(", ", -1)));
        Set<String> raised = JudgedBy.ALL.stream().flatMap(each -> each.agreement().rules().stream())
                .filter(rule -> rule.raises(Code.find(code).orElseThrow())).map(Rule::step)
                .filter(step -> step.matches("[A-Z]{2}-[0-9]{2}")).collect(Collectors.toCollection(TreeSet::new));

        // the table leaves to us what a text does not say: ends of agreements that know no notice
        List<String> ours = code.equals("AGREEMENT-ENDED")
                ? List.of("SO-02", "WI-02", "PD-02", "CO-02")
                : code.equals("AGREEMENT-NOT-ACTIVE") ? List.of("ST-02") : List.of();
        assertThat(raised).containsExactlyInAnyOrderElementsOf(
                Stream.concat(expected.stream(), ours.stream()).distinct().toList());
    }

    private static List<String> marked(Agreement agreement) {
        return agreement.rules().stream().filter(Rule::first).map(Rule::step).distinct().toList();
    }
}
