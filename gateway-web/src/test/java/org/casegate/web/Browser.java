// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// As much of a browser as the tests need: it keeps cookies, says where its forms come from, and remembers the token of the
/// last page. It does not follow redirects.
public final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([A-Za-z0-9_-]+)\"");

    /// Shared, because a new connection for each test costs more than the test.
    private static final Map<HttpClient.Version, HttpClient> CLIENTS = Arrays.stream(HttpClient.Version.values())
            .collect(Collectors.toMap(version -> version,
                    version -> HttpClient.newBuilder().version(version).sslContext(Tls.trusting()).build()));

    private final HttpClient client;
    private final String site;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String token = "";

    public Browser(int port) {
        this(port, HttpClient.Version.HTTP_2);
    }

    public Browser(int port, HttpClient.Version version) {
        this.site = "https://localhost:" + port;
        this.client = Objects.requireNonNull(CLIENTS.get(version));
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    /// Sends a form of the last page, with its token.
    public HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("token", token));
        all.putAll(fields);
        return postAlone(path, all, headers.length == 0 ? new String[]{"Sec-Fetch-Site", "same-origin"} : headers);
    }

    /// Sends fields and nothing else that a page of ours would add.
    public HttpResponse<String> postAlone(String path, Map<String, String> fields, String... headers) {
        return send(form(path, fields, headers));
    }

    /// The request of a form of the last page, for sending it in some other way.
    public HttpRequest form(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream().map(field -> escaped(field.getKey()) + "=" + escaped(field.getValue()))
                .collect(Collectors.joining("&"));
        return request(path, headers).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site + path));
        if (!cookies.isEmpty()) {
            request.header("Cookie",
                    cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            remember(response);
            return response;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpClient client() {
        return client;
    }

    public String site() {
        return site;
    }

    public String token() {
        return token;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    private void remember(HttpResponse<String> response) {
        for (String header : response.headers().allValues("set-cookie")) {
            String pair = header.split(";", 2)[0];
            String name = pair.substring(0, pair.indexOf('='));
            if (header.contains("Max-Age=0")) {
                cookies.remove(name);
            } else {
                cookies.put(name, pair.substring(name.length() + 1));
            }
        }
        Matcher found = TOKEN.matcher(response.body());
        token = found.find() ? found.group(1) : token;
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
