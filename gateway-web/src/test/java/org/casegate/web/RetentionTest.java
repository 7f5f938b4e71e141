// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A system administrator at the retention schedule.
final class RetentionTest {
    private static final String MINUTES = "/retention/staffordshire/minutes";

    private final TestSites sites = TestSites.started();
    private final Browser browser = sites.signedInToAdministration(TestSites.SYSADMIN);

    @Test
    void showsTheClasses() {
        assertThat(browser.get("/").headers().firstValue("location")).hasValue("/retention");
        assertThat(browser.get("/retention").body()).contains("case-pack", "90 days", "Records manager", "Destroyed",
                "href=\"/retention/staffordshire/case-pack\"");
    }

    @Test
    void shortensAPeriodAfterAskingTwice() {
        browser.get(MINUTES);
        HttpResponse<String> asked = browser.post(MINUTES, Map.of("number", "6", "unit", "months"));
        assertThat(asked.body()).contains("Confirm the new period", "1 year", "6 months", "cannot be brought back");
        assertThat(sets()).isZero();

        HttpResponse<String> done = browser.post(MINUTES, Map.of("number", "6", "unit", "months", "sure", "yes"));

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(browser.get(done.headers().firstValue("location").orElseThrow()).body()).contains(
                "minutes is now kept for 6 months.", "Ledger entry ");
        assertThat(sets()).isEqualTo(1);
    }

    @Test
    @DisplayName("A-46 a longer period waits for approval")
    void saysThatALongerPeriodWaits() {
        String caseText = "/retention/staffordshire/case-pack";
        browser.get(caseText);

        HttpResponse<String> answer = browser.post(caseText, Map.of("number", "2", "unit", "years", "sure", "yes"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(browser.get(answer.headers().firstValue("location").orElseThrow()).body())
                .contains("Keeping case-pack for 2 years amends the agreement. It waits for approval as proposal ");
        assertThat(browser.get("/retention").body()).contains("90 days");
    }

    @Test
    void saysWhatToMend() {
        browser.get(MINUTES);
        for (String number : new String[]{"", "0", "-1", "1.5", "ninety", "100000"}) {
            HttpResponse<String> answer = browser.post(MINUTES,
                    Map.of("number", number, "unit", "days", "sure", "yes"));

            assertThat(answer.statusCode()).as(number).isEqualTo(422);
            assertThat(answer.body()).contains("Enter a whole number of days, weeks, months or years");
        }
        assertThat(browser.post(MINUTES, Map.of("number", "1", "unit", "centuries")).statusCode()).isEqualTo(422);
        assertThat(browser.get("/retention/staffordshire/no-such-class").statusCode()).isEqualTo(404);
        assertThat(browser.get("/retention/no-such-agreement/minutes").statusCode()).isEqualTo(404);
    }

    @Test
    void showsNoSentenceThatItHasNotWrittenItself() {
        assertThat(browser.get("/retention?done=You+won").body()).doesNotContain("You won");
    }

    private int sets() {
        return sites.database.query().fetchCount(ENTRY, ENTRY.KIND.eq("RETENTION_SET"));
    }
}
