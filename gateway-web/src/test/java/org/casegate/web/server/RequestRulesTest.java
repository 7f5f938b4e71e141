// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.casegate.web.Browser;
import org.casegate.web.Raw;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the server refuses before any handler sees it.
final class RequestRulesTest {
    private final ToySite site = ToySite.started();
    private final int port = site.server.port();
    private final Browser browser = new Browser(port);

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "", "127.0.0.2", "localhost:1@evil.example"})
    void answersToItsOwnNamesOnly(String host) throws IOException {
        String answer = Raw.exchange(port, "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 (400|421) .*").doesNotContain("hello", "evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "[::1]"})
    void answersToEachOfItsNames(String host) throws IOException {
        assertThat(Raw.exchange(port, "GET / HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200").endsWith("hello");
    }

    @Test
    void refusesAnAddressThatContradictsTheHost() throws IOException {
        assertThat(Raw.exchange(port,
                "GET https://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1.1 (400|421) .*").doesNotContain("hello");
    }

    @ParameterizedTest
    @DisplayName("V11: what two parsers could read differently is refused and the connection ends")
    @ValueSource(strings = {
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
            "Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
            "Content-Length: +0\r\n\r\n",
            "Content-Length: 0, 0\r\n\r\n",
            "Transfer-Encoding: identity, chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n0;a=\"\r\n\r\nb\"\r\n\r\n",
            "Folded: a\r\n b\r\nContent-Length: 0\r\n\r\n",
            "Host: localhost\r\nContent-Length: 0\r\n\r\n"})
    void refusesAmbiguousMessages(String rest) throws IOException {
        String smuggled = "GET /members HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

        String answer = Raw.exchange(port, "POST /form HTTP/1.1\r\nHost: localhost\r\nOrigin: https://localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n" + rest + smuggled);

        assertThat(answer.lines().filter(line -> line.startsWith("HTTP/1.1")).toList())
                .as(answer).first().asString().matches("HTTP/1.1 (4\\d\\d|501) .*");
        assertThat(answer).doesNotContain("posted");
    }

    @ParameterizedTest
    @DisplayName("V12: a request body with any Content-Encoding is refused")
    @ValueSource(strings = {"deflate", "gzip", "br", "identity"})
    void refusesEncodedBodies(String encoding) {
        HttpResponse<String> answer = browser.postAlone("/form", Map.of("field", "x"), "Content-Encoding", encoding,
                "Sec-Fetch-Site", "same-origin");

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @DisplayName("V7: a path that could be read twice is no path of ours")
    @ValueSource(strings = {"/../form", "/%2e%2e/form", "/x/%2e%2e/form", "/x/..%2fform", "/x%2f..%2fform",
            "/%252e%252e/form",
            "/assets/..%2f..%2fcasegate.css", "/assets/%2e%2e/casegate.css", "/form;a=b", "/form/..;/form", "//form",
            "/./form", "/fo%72m", "/form%00", "/form%0d%0aX:%20y", "/form/", "/form\\", "/segments/a/%2e%2e",
            "/segments/../b", "/segments/.htaccess/b", "/%c0%ae%c0%ae/form", "/\u00e2\u0080\u00ae", "/caf\u00e9"})
    void refusesEscapedAndDottedPaths(String path) throws IOException {
        String answer = Raw.exchange(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).as(answer).matches("(?s)HTTP/1.1 (400|404) .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "PROPFIND"})
    void knowsGetAndPostOnly(String method) throws IOException {
        assertThat(Raw.exchange(port, method + " /form HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1.1 (405|400|501) .*");
    }

    @Test
    void answersAHeadLikeAGetWithoutItsBody() throws IOException {
        String answer = Raw.exchange(port, "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("Content-Length: 5").endsWith("\r\n\r\n");
    }

    @Test
    void refusesAGetWithABody() throws IOException {
        assertThat(Raw.exchange(port,
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @CsvSource({"Sec-Purpose,prefetch", "Sec-Purpose,prefetch;prerender", "Purpose,prefetch", "X-Moz,prefetch"})
    void sendsNothingAheadOfTime(String header, String value) {
        assertThat(browser.get("/", header, value).statusCode()).isEqualTo(503);
    }

    @Test
    void refusesLongHeadersFormsAndQueries() {
        assertThat(new Browser(port, HttpClient.Version.HTTP_1_1).get("/", "X-Long", "a".repeat(20_000)).statusCode())
                .isEqualTo(431);
        assertThat(browser.get("/query?field=" + "a".repeat(5_000)).statusCode()).isEqualTo(413);
        browser.get("/form");
        assertThat(browser.post("/form", Map.of("field", "a".repeat(70_000))).statusCode()).isEqualTo(413);
    }

    @Test
    void refusesABodyThatIsNoForm() {
        browser.get("/form");

        var json = browser.request("/form", "Sec-Fetch-Site", "same-origin", "Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")).build();

        assertThat(browser.send(json).statusCode()).isEqualTo(415);
    }

    @Test
    void takesAFormThatItsOwnPageSent() {
        browser.get("/form");

        HttpResponse<String> answer = browser.post("/form", Map.of("field", "a & ä + 100 %"));

        assertThat(answer.body()).isEqualTo("posted a & ä + 100 %");
        assertThat(browser.post("/form", Map.of("field", "again"), "Origin", browser.site()).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("A POST that another site sends is refused")
    @CsvSource({"Sec-Fetch-Site,cross-site", "Sec-Fetch-Site,same-site", "Sec-Fetch-Site,none",
            "Sec-Fetch-Site,nonsense",
            "Origin,https://evil.example", "Origin,null", "Origin,https://localhost:1", "Origin,http://localhost",
            "X-Nothing,said"})
    void refusesAPostFromElsewhere(String header, String value) {
        browser.get("/form");
        int before = site.posted.get();

        HttpResponse<String> answer = browser.post("/form", Map.of("field", "x"), header, value);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(site.posted.get()).isEqualTo(before);
    }

    @Test
    void refusesAPostWhoseTwoWitnessesDisagree() {
        browser.get("/form");

        assertThat(browser.post("/form", Map.of(), "Sec-Fetch-Site", "same-origin", "Origin", "https://evil.example")
                .statusCode()).isEqualTo(403);
    }

    @Test
    void refusesAPostWithoutTheTokenOfItsBrowser() {
        browser.get("/form");
        Browser other = new Browser(port);
        other.get("/form");

        assertThat(browser.postAlone("/form", Map.of("field", "x"), "Sec-Fetch-Site", "same-origin").statusCode())
                .isEqualTo(403);
        assertThat(browser.postAlone("/form", Map.of("token", other.token()), "Sec-Fetch-Site", "same-origin")
                .statusCode()).isEqualTo(403);
        assertThat(browser.postAlone("/form", Map.of("token", ""), "Sec-Fetch-Site", "same-origin").statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"cross-site,303", "same-site,303", "same-origin,200", "none,200"})
    void letsNoOtherSiteCauseAnEntry(String site, int status) {
        assertThat(browser.get("/recorded", "Sec-Fetch-Site", site).statusCode()).isEqualTo(status);
    }
}
