// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web;

import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import java.nio.charset.StandardCharsets;
import org.casegate.policy.intake.PackId;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.casegate.web.server.Access;
import org.casegate.web.server.Method;
import org.casegate.web.server.Route;
import org.casegate.web.server.Routes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets in, and how far.
@Isolated("it counts the entries of a site that other classes use too")
final class SigningInTest {
    private static final String COOKIE = "__Host-casegate";
    private static final String NO = "We could not sign you in with this account, password and code";

    private final TestSites sites = TestSites.started();

    @Test
    void signsInAndOut() {
        Browser browser = sites.signedIn(TestSites.RECIPIENT);
        assertThat(browser.get("/").headers().firstValue("location")).hasValue("/packs");
        assertThat(browser.get("/packs").body()).contains("Signed in as <strong>" + TestSites.RECIPIENT + "</strong>");
        String session = browser.cookies().get(COOKIE);

        HttpResponse<String> out = browser.post("/sign-out", Map.of());

        assertThat(out.headers().firstValue("location")).hasValue("/signed-out");
        assertThat(out.headers().firstValue("clear-site-data")).hasValue("\"cache\"");
        assertThat(browser.cookies()).doesNotContainKey(COOKIE);
        browser.cookies().put(COOKIE, session);
        assertThat(browser.get("/packs").statusCode()).isEqualTo(303);
    }

    @Test
    @DisplayName("whoever is not signed in never causes an entry, whatever is asked for")
    void leavesNoEntryOfStrangers() {
        PackId pack = sites.send("For one account.".getBytes(StandardCharsets.UTF_8));
        int before = sites.database.query().fetchCount(ENTRY);
        Browser stranger = new Browser(sites.portal.port());
        stranger.get("/sign-in");

        for (String path : List.of("/packs", "/packs/" + pack, "/ledger", "/ledger/entries/0")) {
            assertThat(stranger.get(path).statusCode()).as(path).isIn(303, 403, 404);
        }
        stranger.postAlone("/packs/" + pack + "/parts/1", Map.of(), "Sec-Fetch-Site", "same-origin");
        stranger.postAlone("/packs/" + pack + "/reminder", Map.of("read", "yes"), "Sec-Fetch-Site", "same-origin");
        stranger.get("/sign-in");
        assertThat(stranger.post("/sign-in", Map.of("account", TestSites.RECIPIENT, "password", "wrong", "code",
                "000000")).body()).contains(NO);

        assertThat(sites.database.query().fetchCount(ENTRY)).isEqualTo(before);
    }

    @Test
    void keepsTheSessionOutOfReach() {
        Browser browser = new Browser(sites.portal.port());

        HttpResponse<String> answer = sites.signIn(browser, TestSites.RECIPIENT);

        assertThat(answer.headers().allValues("set-cookie")).anySatisfy(cookie -> assertThat(cookie)
                .matches("__Host-casegate=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax"));
        assertThat(answer.headers().firstValue("location")).hasValue("/");
    }

    @Test
    @DisplayName("V10: a session id that was there before the sign-in is worth nothing after it")
    void resistsFixation() {
        Browser victim = new Browser(sites.portal.port());
        String planted = "A".repeat(43);
        victim.cookies().put(COOKIE, planted);

        sites.signIn(victim, TestSites.RECIPIENT);

        Browser attacker = new Browser(sites.portal.port());
        attacker.cookies().put(COOKIE, planted);
        assertThat(victim.cookies().get(COOKIE)).isNotEqualTo(planted);
        assertThat(attacker.get("/packs").statusCode()).isEqualTo(303);
    }

    @Test
    @DisplayName("V10: each sign-in makes a new session and ends the one before it")
    void renewsTheSession() {
        Browser browser = new Browser(sites.portal.port());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            sites.signIn(browser, TestSites.OTHER_RECIPIENT);
            seen.add(browser.cookies().get(COOKIE));
            browser.cookies().remove(COOKIE);
        }
        assertThat(seen).hasSize(3).doesNotContainNull();
    }

    @Test
    void acceptsNoSessionThatComesTwice() {
        Browser browser = sites.signedIn(TestSites.OTHER_RECIPIENT);
        String session = browser.cookies().get(COOKIE);
        browser.cookies().remove(COOKIE);

        HttpResponse<String> answer = browser.get("/packs", "Cookie",
                COOKIE + "=" + session + "; " + COOKIE + "=" + "B".repeat(43));

        assertThat(answer.statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @DisplayName("V3: what is wrong is never said, whoever it is")
    @CsvSource({"scc-convener,wrong password here,true", "scc-convener,correct horse battery staple,false",
            "nobody-at-all,correct horse battery staple,true", "'',,false", "Robert'); DROP TABLE fact;--,x,false",
            "scc-sysadmin,correct horse battery staple,true", "sp-review-officer,correct horse battery staple,true"})
    void saysTheSameToAll(String account, String password, boolean rightCode) {
        Browser browser = new Browser(sites.portal.port());
        browser.get("/sign-in");

        HttpResponse<String> answer = browser.post("/sign-in", Map.of("account", account, "password",
                password == null ? "" : password, "code", rightCode ? sites.nextCode() : "000000"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<title>Error: Sign in", NO).doesNotContain("battery");
        assertThat(browser.cookies()).doesNotContainKey(COOKIE);
    }

    @Test
    @DisplayName("V3: without a session, and with one half of a sign-in, every route leads to the sign-in page")
    void crawlsAsAStranger() {
        Browser stranger = new Browser(sites.portal.port());
        Browser half = new Browser(sites.portal.port());
        half.get("/sign-in");
        half.post("/sign-in", Map.of("account", TestSites.CONVENER, "password", TestSites.PASSWORD, "code", "000000"));

        for (Browser browser : List.of(stranger, half)) {
            crawl(browser, portalRoutes());
        }
        Browser administrator = new Browser(sites.administration.port());
        administrator.get("/sign-in");
        administrator.post("/sign-in",
                Map.of("account", TestSites.SYSADMIN, "password", TestSites.PASSWORD, "code", "111111"));
        crawl(administrator, administrationRoutes());
    }

    private static void crawl(Browser browser, Routes routes) {
        int closed = 0;
        for (Route route : routes.all()) {
            if (route.access() instanceof Access.Everyone) {
                continue;
            }
            closed++;
            HttpResponse<String> answer = call(browser, route);
            assertThat(answer.statusCode()).as(route.toString()).isEqualTo(303);
            assertThat(answer.headers().firstValue("location").orElse("")).startsWith("/sign-in");
            assertThat(answer.body()).isEmpty();
        }
        assertThat(closed).isGreaterThan(3);
    }

    @Test
    void opensToNobodyWhatIsNotForTheRole() {
        Map<String, Set<String>> mine = Map.of(TestSites.RECIPIENT, Set.of("/packs"), TestSites.AUDITOR,
                Set.of("/audit", "/ledger/tile/entries"),
                TestSites.CONVENER, Set.of());
        mine.forEach((account, parts) -> {
            Browser browser = sites.signedIn(account);
            browser.get("/nothing");
            for (Route route : portalRoutes().all()) {
                if (route.access() instanceof Access.Roles && parts.stream().noneMatch(route.template()::startsWith)) {
                    assertThat(call(browser, route).statusCode()).as(account + " " + route).isEqualTo(403);
                }
            }
        });
    }

    @Test
    @DisplayName("V4: the portal knows none of the administration's routes, and the other way round")
    void keepsTheTwoSitesApart() {
        Browser recipient = sites.signedIn(TestSites.RECIPIENT);
        Browser sysadmin = sites.signedInToAdministration(TestSites.SYSADMIN);
        for (Route route : administrationRoutes().all()) {
            if (portalRoutes().all().stream().noneMatch(other -> other.template().equals(route.template()))) {
                assertThat(call(recipient, route).statusCode()).as(route.toString()).isEqualTo(404);
            }
        }
        for (Route route : portalRoutes().all()) {
            if (administrationRoutes().all().stream().noneMatch(other -> other.template().equals(route.template()))) {
                assertThat(call(sysadmin, route).statusCode()).as(route.toString()).isEqualTo(404);
            }
        }
    }

    @Test
    @DisplayName("V4: a session of one site is none on the other")
    void takesNoSessionOfTheOtherSite() {
        Browser sysadmin = sites.signedInToAdministration(TestSites.SYSADMIN);
        String session = sysadmin.cookies().get("__Host-casegate-admin");
        assertThat(sysadmin.get("/retention").statusCode()).isEqualTo(200);

        Browser portal = new Browser(sites.portal.port());
        portal.cookies().put(COOKIE, session);
        portal.cookies().put("__Host-casegate-admin", session);

        assertThat(portal.get("/").headers().firstValue("location")).hasValue("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example", "/\\evil.example", "/packs?x=y",
            "javascript:alert(1)",
            "/packs/../sign-out", "", "/Packs", "/packs\r\nX: y"})
    void leadsToPagesOfItsOwnOnly(String next) {
        String query = "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);

        String page = new Browser(sites.portal.port()).get("/sign-in" + query).body();

        assertThat(page).contains("name=\"next\" value=\"/\"");
    }

    @Test
    void leadsToAPageOfItsOwnWhateverTheFormSays() {
        Browser browser = new Browser(sites.portal.port());
        browser.get("/sign-in");

        HttpResponse<String> answer = browser.post("/sign-in", Map.of("account", TestSites.OTHER_RECIPIENT, "password",
                TestSites.PASSWORD, "code", sites.nextCode(), "next", "//evil.example/"));

        assertThat(answer.headers().firstValue("location")).hasValue("/");
    }

    @Test
    void leadsBackToThePageThatWasAskedFor() {
        Browser browser = new Browser(sites.portal.port());
        String asked = "/packs/0f3b1e1e-0000-4000-8000-000000000000";
        String signIn = browser.get(asked).headers().firstValue("location").orElseThrow();
        assertThat(signIn).isEqualTo("/sign-in?next=" + asked);
        assertThat(browser.get(signIn).body()).contains("name=\"next\" value=\"" + asked + "\"");

        HttpResponse<String> answer = browser.post("/sign-in", Map.of("account", TestSites.OTHER_RECIPIENT, "password",
                TestSites.PASSWORD, "code", sites.nextCode(), "next", asked));

        assertThat(answer.headers().firstValue("location")).hasValue(asked);
    }

    @Test
    void tellsSomebodyWhoseSessionIsOverThatItIs() {
        Browser browser = new Browser(sites.portal.port());
        browser.cookies().put(COOKIE, "C".repeat(43));

        assertThat(browser.get("/sign-in").body()).contains("You were signed out");
    }

    @Test
    void takesNoFormOfAnotherSession() {
        Browser one = sites.signedIn(TestSites.OTHER_RECIPIENT);
        Browser other = sites.signedIn(TestSites.CONVENER);
        one.get("/packs");
        other.get("/");

        HttpResponse<String> answer = other.postAlone("/sign-out", Map.of("token", one.token()), "Sec-Fetch-Site",
                "same-origin");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(other.get("/").statusCode()).isEqualTo(200);
    }

    private Routes portalRoutes() {
        return Portal.routes(sites.portalParts);
    }

    private Routes administrationRoutes() {
        return Administration.routes(sites.administrationParts);
    }

    private static HttpResponse<String> call(Browser browser, Route route) {
        String path = route.template().replaceAll("\\{[^}]*}", "1");
        return route.method() == Method.GET ? browser.get(path) : browser.post(path, Map.of());
    }
}
