// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.walk;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An answer of the portal: a page, or a file.
public final class Page {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]*)\"");
    private static final Pattern ROW = Pattern
            .compile("<tr class=\"govuk-table__row\">(?!\\s*<th scope=\"col\")(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");
    private static final Pattern CELL = Pattern.compile("<t[hd][^>]*>(.*?)</t[hd]>", Pattern.DOTALL);
    private static final Pattern HIDDEN_FROM_EYES = Pattern
            .compile("<span class=\"govuk-visually-hidden\">[^<]*</span>");
    private static final Pattern MAIN = Pattern.compile("<main[^>]*>(.*)</main>", Pattern.DOTALL);

    private final String path;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Page(String path, int status, HttpHeaders headers, byte[] body) {
        this.path = path;
        this.status = status;
        this.headers = headers;
        this.body = body.clone();
    }

    public int status() {
        return status;
    }

    String path() {
        return path;
    }

    String location() {
        return headers.firstValue("Location").orElse("/");
    }

    public boolean isFile() {
        return headers.firstValue("Content-Disposition").filter(value -> value.startsWith("attachment")).isPresent();
    }

    int sizeBytes() {
        return body.length;
    }

    /// What a file holds; a copy.
    public byte[] octets() {
        return body.clone();
    }

    /// The name under which a browser would keep a file; empty where it is a page.
    public String fileName() {
        Matcher found = FILE_NAME.matcher(headers.firstValue("Content-Disposition").orElse(""));
        return found.find() ? found.group(1) : "";
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public String sha256() {
        return sha256(body);
    }

    public static String sha256(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /// The token that every form of this page carries.
    String token() {
        Matcher found = TOKEN.matcher(text());
        return found.find() ? found.group(1) : "";
    }

    /// What a reader sees between header and footer, without the marks.
    public String words() {
        Matcher main = MAIN.matcher(text());
        return plain(main.find() ? main.group(1) : text());
    }

    private static String plain(String marked) {
        return HIDDEN_FROM_EYES.matcher(marked).replaceAll("").replaceAll("(?s)<[^>]*>", " ").replace("&amp;", "&")
                .replace("&#39;", "'").replaceAll("\\s+", " ")
                .strip();
    }

    /// The sentence of a page that says no, without what stands on each of them.
    String said() {
        return words().replaceFirst("^This is not possible ", "").replaceFirst(" ! .*$", "");
    }

    /// The lines of its table, the cells apart.
    List<String> rows() {
        return ROW.matcher(text()).results()
                .map(row -> CELL.matcher(row.group(1)).results().map(cell -> plain(cell.group(1)))
                        .filter(cell -> !cell.isEmpty()).collect(Collectors.joining(" · ")))
                .toList();
    }

    /// The paths that links of the page lead to.
    public List<String> links(String beginning) {
        Matcher found = Pattern.compile("href=\"(" + Pattern.quote(beginning) + "[^\"#]*)\"").matcher(text());
        return found.results().map(link -> link.group(1)).distinct().toList();
    }
}
