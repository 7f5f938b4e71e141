// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.casegate.web.Browser;
import org.casegate.web.Raw;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What leaves the server.
final class RepliesTest {
    private static final Pattern NONCE = Pattern.compile("script-src 'nonce-([A-Za-z0-9+/]{22})'");

    private final ToySite site = ToySite.started();
    private final Browser browser = new Browser(site.server.port());

    @ParameterizedTest
    @DisplayName("V9: every response is strict with the browser")
    @ValueSource(strings = {"/", "/form", "/nowhere", "/fault", "/members", "/query?field=%00"})
    void sendsStrictHeaders(String path) {
        HttpResponse<String> answer = browser.get(path);

        assertThat(answer.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
                                "form-action 'self'")
                        .doesNotContain("unsafe"));
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("x-frame-options")).hasValue("DENY");
        assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("referrer-policy")).hasValue("same-origin");
        assertThat(answer.headers().firstValue("cross-origin-resource-policy")).hasValue("same-origin");
        assertThat(answer.headers().firstValue("content-length")).isPresent();
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by", "strict-transport-security");
    }

    @Test
    void usesEachNonceOnceAndInTheOneScriptTag() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer = browser.get("/form");
            var nonce = NONCE.matcher(answer.headers().firstValue("content-security-policy").orElseThrow());
            assertThat(nonce.find()).isTrue();
            assertThat(answer.body()).containsOnlyOnce("<script").contains("nonce=\"" + nonce.group(1) + "\"");
            seen.add(nonce.group(1));
        }
        assertThat(seen).hasSize(20);
    }

    @Test
    void insistsOnTlsWhereOthersThanThisMachineAreServed() throws IOException {
        var fields = org.eclipse.jetty.http.HttpFields.build();
        new Headers(new WebListener(java.net.InetAddress.getByName("192.0.2.1"), 443, Set.of("gate.example")))
                .apply(fields, "n");

        assertThat(fields.get("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    }

    @Test
    void cachesForEverWhatIsNamedByItsContent() {
        String sheet = browser.get("/form").body()
                .replaceAll("(?s).*href=\"(/assets/casegate\\.[0-9a-f]{16}\\.css)\".*", "$1");

        HttpResponse<String> plain = browser.get(sheet);
        HttpResponse<String> small = browser.get(sheet, "Accept-Encoding", "gzip");

        assertThat(plain.headers().firstValue("cache-control")).hasValue("public, max-age=31536000, immutable");
        assertThat(plain.headers().firstValue("content-type")).hasValue("text/css; charset=utf-8");
        assertThat(plain.body()).contains(".govuk-button").doesNotContain("@font-face", "Transport", "url(");
        assertThat(small.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(browser.get("/assets/casegate.css").statusCode()).isEqualTo(404);
        assertThat(browser.get("/assets/casegate.0000000000000000.css").statusCode()).isEqualTo(404);
    }

    @Test
    void linksTheScriptsToEachOtherByTheirPublishedNames() {
        String start = browser.get("/form").body().replaceAll("(?s).*src=\"(/assets/start\\.[0-9a-f]{16}\\.js)\".*",
                "$1");
        String frontend = browser.get(start).body().replaceAll("(?s).*from '([^']*)'.*", "$1");

        assertThat(browser.get(frontend).headers().firstValue("content-type"))
                .hasValue("text/javascript; charset=utf-8");
    }

    @Test
    void tellsAFaultByAReferenceAndNothingElse() {
        HttpResponse<String> answer = browser.get("/fault");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("Something went wrong", "Reference ", ToySite.LAST_LINE.replace("'", "&#39;"))
                .doesNotContain(ToySite.SECRET, "Exception", "org.casegate");
    }

    @ParameterizedTest
    @DisplayName("Every error page ends with whom to ring")
    @ValueSource(strings = {"/nowhere", "/fault", "/query?field=%FF"})
    void namesWhomToRing(String path) {
        assertThat(browser.get(path).body()).contains(ToySite.LAST_LINE);
    }

    @Test
    void answersWithTheSameWordsWhereJettyRefuses() throws IOException {
        String answer = Raw.exchange(site.server.port(),
                "GET /%2e%2e/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains(ToySite.LAST_LINE).doesNotContain("Jetty", "Powered");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void streamsAFileWhole(HttpClient.Version version) throws Exception {
        byte[] block = new byte[64 * 1024];
        Arrays.fill(block, (byte) 'x');
        String name = "whole-" + version;
        site.offer(name, 100L * block.length, out -> {
            for (int i = 0; i < 100; i++) {
                out.write(block);
            }
        });

        HttpResponse<InputStream> answer = open(version, name);

        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.headers().firstValue("content-length")).hasValue(Long.toString(100L * block.length));
        assertThat(answer.headers().firstValue("content-disposition")).hasValue(
                "attachment; filename=\"" + name + "\"; filename*=UTF-8''" + name);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/octet-stream");
        assertThat(answer.headers().firstValue("content-security-policy")).hasValueSatisfying(
                policy -> assertThat(policy).contains("sandbox"));
        assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(count(answer.body())).isEqualTo(100L * block.length);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    @DisplayName("A file that fails in the middle never ends as if it were whole")
    void breaksOffAFileThatFailsInTheMiddle(HttpClient.Version version) throws Exception {
        String name = "damaged-" + version;
        site.offer(name, 1_000_000, out -> {
            out.write(new byte[500_000]);
            throw new IOException("damaged");
        });

        assertThatThrownBy(() -> count(open(version, name).body())).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void breaksOffAFileThatEndsTooSoon(HttpClient.Version version) {
        String name = "short-" + version;
        site.offer(name, 1_000_000, out -> out.write(new byte[999_999]));

        assertThatThrownBy(() -> count(open(version, name).body())).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    @DisplayName("A file that fails before its first octet becomes an error page")
    void showsAnErrorPageWhereNothingHasLeft(HttpClient.Version version) throws Exception {
        String name = "unreadable-" + version;
        site.offer(name, 1_000_000, _ -> {
            throw new IOException("damaged");
        });

        HttpResponse<InputStream> answer = open(version, name);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("content-disposition")).isEmpty();
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(new String(answer.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("Something went wrong");
    }

    @Test
    void closesEachFile() throws Exception {
        int before = site.closed.get();
        site.offer("empty", 0, _ -> {
        });

        assertThat(count(open(HttpClient.Version.HTTP_2, "empty").body())).isZero();
        assertThat(site.closed.get()).isGreaterThan(before);
    }

    private HttpResponse<InputStream> open(HttpClient.Version version, String name) throws Exception {
        Browser reader = new Browser(site.server.port(), version);
        return reader.client().send(reader.request("/files/" + name).GET().build(), BodyHandlers.ofInputStream());
    }

    private static long count(InputStream body) throws IOException {
        try (body) {
            long count = 0;
            byte[] buffer = new byte[64 * 1024];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                count += read;
            }
            return count;
        }
    }
}
