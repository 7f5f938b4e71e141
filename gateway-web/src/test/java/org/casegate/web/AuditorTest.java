// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casegate.policy.intake.PackId;
import org.casegate.policy.event.Under;
import org.casegate.policy.event.RegisterEvent;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.Json;
import org.casegate.crypto.tlog.TlogProof;
import org.casegate.policy.event.PackEvent;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.StateChange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// An auditor at the ledger.
@Isolated("it counts the looks of a site that other classes use too")
final class AuditorTest {
    private final TestSites sites = TestSites.started();

    @Test
    @DisplayName("OB-020: each look is in the ledger before it is answered")
    void recordsEachLook() {
        Browser browser = sites.signedIn(TestSites.AUDITOR);
        int before = queries();

        browser.get("/audit");
        browser.get("/audit/entries/0");

        assertThat(queries()).isEqualTo(before + 2);
        assertThat(browser.get("/audit", "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(303);
        assertThat(queries()).isEqualTo(before + 2);
    }

    @Test
    void showsOneEntryWhole() {
        Browser browser = sites.signedIn(TestSites.AUDITOR);

        HttpResponse<String> entry = browser.get("/audit/entries/0");

        assertThat(entry.body()).contains("Ledger entry 0", "LEDGER-BEGUN", "Leaf hash", "\"index\":0");
        assertThat(browser.get("/audit/entries/999999999").statusCode()).isEqualTo(404);
        assertThat(browser.get("/audit/entries/01").statusCode()).isEqualTo(404);
        assertThat(browser.get("/audit/entries/x").statusCode()).isEqualTo(404);
    }

    @Test
    void filtersByKindAgencyCaseAndDay() {
        PackId pack = sites.send("For the filters.".getBytes(StandardCharsets.UTF_8));
        Browser browser = sites.signedIn(TestSites.AUDITOR);
        Map<String, String> all = Map.of("kind", "ACCEPTED", "agreement", "staffordshire", "agency",
                "staffordshire-police", "case", "SSCB-RR-2026-014", "from", "2026-05-06", "to", "2026-05-06");

        HttpResponse<String> found = filter(browser, all);

        assertThat(found.body()).contains("govuk-tag--green\">ACCEPTED", "staffordshire-police")
                .doesNotContain(">QUERIED</strong>");
        assertThat(browser.get(entryOf(pack)).body()).contains(pack.toString());
        assertThat(filter(browser, Map.of("kind", "ACCEPTED", "case", "SSCB-XX-2026-999")).body())
                .contains("There are no entries that fit");
        assertThat(filter(browser, Map.of("kind", "ACCEPTED", "to", "2026-05-05")).body())
                .contains("There are no entries that fit");
        for (String field : List.of("agreement", "account", "code", "clause")) {
            assertThat(filter(browser, Map.of("kind", "ACCEPTED", field, "another")).body())
                    .contains("There are no entries that fit", "value=\"another\"");
        }
    }

    @Test
    void filtersByAccountCodeAndClause() throws Exception {
        sites.ledger.append(
                Draft.of(new PackEvent.FileRefused(new Under("staffordshire", "1.1"), UUID.randomUUID(), "A-CODE",
                        List.of("ST 4.0"))).actor("an-account"),
                StateChange.none());
        Browser browser = sites.signedIn(TestSites.AUDITOR);

        assertThat(filter(browser, Map.of("account", "an-account", "code", "A-CODE", "clause", "ST 4.0")).body())
                .contains("govuk-tag--red\">REFUSED", "A-CODE").doesNotContain(">QUERIED</strong>");
    }

    @Test
    @DisplayName("No case stands in an address")
    void keepsTheCaseOutOfAddresses() {
        Browser browser = sites.signedIn(TestSites.AUDITOR);
        browser.get("/audit");

        String address = browser.post("/audit", Map.of("case", "SSCB-RR-2026-014")).headers().firstValue("location")
                .orElseThrow();

        assertThat(address).startsWith("/audit?view=").doesNotContain("SSCB");
        assertThat(browser.get(address).body()).contains("value=\"SSCB-RR-2026-014\"");
        Browser other = sites.signedIn(TestSites.AUDITOR);
        assertThat(other.get(address).body()).doesNotContain("value=\"SSCB-RR-2026-014\"");
        assertThat(browser.get(address + "A").body()).doesNotContain("value=\"SSCB-RR-2026-014\"");
    }

    @Test
    @DisplayName("OB-020: entries are counted by month for the filters of the page, and the count is an entry")
    void countsByMonth() throws Exception {
        refuse("COUNTED", 3);
        Browser browser = sites.signedIn(TestSites.AUDITOR);
        String page = filter(browser, Map.of("code", "COUNTED")).body();
        int before = queries();

        HttpResponse<String> months = browser.get(link(page, "/audit/months"));

        assertThat(months.body()).contains("Entries by month and kind", "May 2026", "REFUSED", ">3</",
                "reason code COUNTED");
        assertThat(queries()).isEqualTo(before + 1);
        assertThat(browser.get(link(page, "/audit/months"), "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(303);
        assertThat(queries()).isEqualTo(before + 1);
        assertThat(browser.get("/audit/months").body()).contains("CONFIG_CHANGED").doesNotContain("Counted are");
        assertThat(browser.get(link(filter(browser, Map.of("code", "NONE")).body(), "/audit/months")).body())
                .contains("There are no entries that fit");
    }

    @Test
    @DisplayName("OB-020: entries of all pages are carried away as CSV and as JSON Lines with proofs, each time with an entry")
    void exports() throws Exception {
        refuse("CARRIED", 60);
        Browser browser = sites.signedIn(TestSites.AUDITOR);
        String page = filter(browser, Map.of("code", "CARRIED")).body();
        int before = queries();

        HttpResponse<String> csv = browser.get(link(page, "/audit/export.csv"));
        HttpResponse<String> lines = browser.get(link(page, "/audit/export.jsonl"));

        assertThat(queries()).isEqualTo(before + 2);
        assertThat(csv.headers().firstValue("content-disposition").orElseThrow()).startsWith("attachment")
                .contains("ledger.csv");
        assertThat(csv.body().lines()).hasSize(61).first().asString().startsWith("index,at,kind,");
        assertThat(csv.body().lines().skip(1))
                .allMatch(line -> line.contains(",REFUSED,") && line.contains(",CARRIED,"));
        List<String> entries = lines.body().lines().toList();
        assertThat(entries).hasSize(60);
        Json.Members line = CanonicalJson.parse(entries.getFirst().getBytes(StandardCharsets.UTF_8));
        TlogProof.parse(line.text("proof").orElseThrow()).verify(
                Hash.leaf(line.text("entry").orElseThrow().getBytes(StandardCharsets.UTF_8)), sites.ledger.verifier());
        assertThat(browser.get(link(page, "/audit/export.csv"), "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(303);
    }

    private void refuse(String code, int times) throws Exception {
        Draft draft = Draft.of(new PackEvent.FileRefused(new Under("staffordshire", "1.1"), UUID.randomUUID(), code,
                List.of("ST 4.0")));
        for (int time = 0; time < times; time++) {
            sites.ledger.append(draft, StateChange.none());
        }
    }

    private static String link(String page, String path) {
        Matcher found = Pattern.compile("href=\"(" + Pattern.quote(path) + "[^\"]*)\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void saysWhatToMendInTheFilters() {
        Browser browser = sites.signedIn(TestSites.AUDITOR);
        browser.get("/audit");
        int before = queries();

        HttpResponse<String> answer = browser.post("/audit",
                Map.of("kind", "NONSENSE", "from", "2026-02-30", "to", "soon",
                        "case", "X".repeat(41)));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("<title>Error: Ledger", "Choose a kind of entry from the list",
                "First day must be a real date", "Last day must be a real date", "40 characters or fewer",
                "href=\"#from\"");
        assertThat(queries()).isEqualTo(before);
    }

    @Test
    void leadsToOlderEntriesByTheirIndex() throws Exception {
        for (int i = 0; i < 60; i++) {
            sites.ledger.append(Draft.of(new RegisterEvent.Reviewed(new Under("staffordshire", "1.1"), "2026-05-06")),
                    StateChange.none());
        }
        Browser browser = sites.signedIn(TestSites.AUDITOR);
        Matcher page = indexes(filter(browser, Map.of("kind", "REVIEWED")).body());

        assertThat(page.find()).isTrue();
        long oldest = Long.parseLong(page.group(2));
        Matcher older = Pattern.compile("href=\"(/audit\\?view=[^\"]+)\" rel=\"next\"").matcher(lastPage);
        assertThat(older.find()).isTrue();
        Matcher next = indexes(browser.get(older.group(1)).body());
        assertThat(next.find()).isTrue();
        assertThat(Long.parseLong(next.group(1))).isLessThan(oldest);
    }

    @Test
    void publishesTheCheckpointToEverybody() throws Exception {
        sites.ledger.publish();

        HttpResponse<String> note = new Browser(sites.portal.port()).get("/ledger/checkpoint");

        assertThat(note.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
        assertThat(note.body()).startsWith("casegate.test/ledger\n").contains("\n\n— casegate.test/ledger ");
    }

    private String lastPage = "";

    private HttpResponse<String> filter(Browser browser, Map<String, String> fields) {
        browser.get("/audit");
        HttpResponse<String> led = browser.post("/audit", fields);
        HttpResponse<String> page = browser.get(led.headers().firstValue("location").orElseThrow());
        lastPage = page.body();
        return page;
    }

    private static Matcher indexes(String page) {
        return Pattern.compile("Entries (\\d+) to (\\d+), newest first").matcher(page);
    }

    private String entryOf(PackId pack) {
        Long index = sites.database.query().select(ENTRY.INDEX).from(ENTRY)
                .where(ENTRY.KIND.eq("ACCEPTED"), ENTRY.SUBJECT.eq(pack.value())).fetchOne(ENTRY.INDEX);
        return "/audit/entries/" + index;
    }

    /// Of this test's own: others may look at the same time, but all of them are here.
    private int queries() {
        return sites.database.query().fetchCount(ENTRY, ENTRY.KIND.eq("QUERIED"));
    }
}
