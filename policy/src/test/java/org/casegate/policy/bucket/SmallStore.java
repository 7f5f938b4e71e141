// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A store that speaks just enough S3: PUT with a condition and a lock, GET and HEAD of the newest version or of a named one, the
/// list of versions. It checks each request's signature (AWS4-HMAC-SHA256) and digests, from the store's own description, and keeps
/// every version.
public final class SmallStore implements AutoCloseable {
    public static final String BUCKET = "casegate-anchors";
    static final String REGION = "eu-west-2";
    private static final String ACCESS = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final List<String> MUST_BE_SIGNED = List.of("host", "x-amz-content-sha256", "x-amz-date",
            "x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date", "x-amz-checksum-sha256");

    private final HttpServer server;
    private final Map<String, List<Version>> objects = new TreeMap<>();
    private int versions;
    /// A bucket without Object Lock takes its headers, and does nothing.
    volatile boolean locks = true;
    /// By how much a lock ends sooner than it was asked for.
    volatile Duration shortening = Duration.ZERO;
    /// Whether what is read is not what was written.
    volatile boolean garbles;

    /// @param octets none for a mark that hides the object
    record Version(String id, Optional<byte[]> octets, Optional<String> mode, Optional<Instant> until, Instant at) {}

    public SmallStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    /// With credentials that are right.
    public BucketAddress address(Path folder, Duration retention) throws IOException {
        return address(folder, retention, SECRET);
    }

    BucketAddress address(Path folder, Duration retention, String secret) throws IOException {
        Path file = Files.createTempFile(folder, "bucket", ".credentials",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file,
                "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n".formatted(ACCESS, secret));
        return new BucketAddress(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), REGION, BUCKET, file,
                retention);
    }

    /// Every version of an object, the oldest first.
    synchronized List<Version> versions(String key) {
        return List.copyOf(objects.getOrDefault(key, List.of()));
    }

    /// What somebody does who holds the credentials too: another version, locked or not.
    public synchronized void putOver(String key, byte[] octets) {
        add(key, Optional.of(octets), Optional.empty(), Optional.empty());
    }

    /// Likewise.
    public synchronized void hide(String key) {
        add(key, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Version add(String key, Optional<byte[]> octets, Optional<String> mode, Optional<Instant> until) {
        Version version = new Version("v" + ++versions, octets, mode, until,
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
        objects.computeIfAbsent(key, _ -> new ArrayList<>()).add(version);
        return version;
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> query = query(exchange.getRequestURI());
            String path = exchange.getRequestURI().getRawPath();
            String key = path.length() > BUCKET.length() + 2 ? path.substring(BUCKET.length() + 2) : "";
            Optional<String> objection = objection(exchange, query, body);
            if (objection.isPresent()) {
                error(exchange, 403, objection.get());
            } else if (exchange.getRequestMethod().equals("PUT")) {
                put(exchange, key, body);
            } else if (query.containsKey("versions")) {
                list(exchange, query.getOrDefault("prefix", ""));
            } else {
                get(exchange, key, Optional.ofNullable(query.get("versionId")));
            }
        }
    }

    private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
        boolean there = objects.containsKey(key) && objects.get(key).getLast().octets().isPresent();
        if (there && "*".equals(header(exchange, "If-None-Match"))) {
            error(exchange, 412, "PreconditionFailed");
            return;
        }
        Optional<Instant> until = Optional.of(header(exchange, "x-amz-object-lock-retain-until-date"))
                .filter(text -> !text.isEmpty()).map(Instant::parse).map(time -> time.minus(shortening));
        Version version = add(key, Optional.of(body),
                locks ? Optional.of(header(exchange, "x-amz-object-lock-mode")) : Optional.empty(),
                locks ? until : Optional.empty());
        exchange.getResponseHeaders().set("x-amz-version-id", version.id());
        exchange.getResponseHeaders().set("ETag", "\"" + version.id() + "\"");
        exchange.sendResponseHeaders(200, -1);
    }

    private void get(HttpExchange exchange, String key, Optional<String> id) throws IOException {
        Optional<Version> found = versions(key).reversed().stream()
                .filter(version -> id.isEmpty() || version.id().equals(id.get())).findFirst()
                .filter(version -> version.octets().isPresent());
        if (found.isEmpty()) {
            error(exchange, 404, "NoSuchKey");
            return;
        }
        Version version = found.get();
        byte[] octets = version.octets().orElseThrow().clone();
        octets[0] = garbles ? 0 : octets[0];
        exchange.getResponseHeaders().set("x-amz-version-id", version.id());
        version.mode().ifPresent(mode -> exchange.getResponseHeaders().set("x-amz-object-lock-mode", mode));
        version.until().ifPresent(until -> exchange.getResponseHeaders().set("x-amz-object-lock-retain-until-date",
                until.toString()));
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(octets.length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(200, octets.length);
            exchange.getResponseBody().write(octets);
        }
    }

    /// The names in order; of each, the newest first.
    private void list(HttpExchange exchange, String prefix) throws IOException {
        StringBuilder xml = new StringBuilder(
                "<ListVersionsResult><Name>" + BUCKET + "</Name><IsTruncated>false</IsTruncated>");
        objects.forEach((key, all) -> {
            if (key.startsWith(prefix)) {
                all.reversed()
                        .forEach(version -> xml.append(version.octets().isPresent() ? "<Version>" : "<DeleteMarker>")
                                .append("<Key>").append(key).append("</Key><VersionId>").append(version.id())
                                .append("</VersionId><LastModified>").append(version.at()).append("</LastModified>")
                                .append(version.octets().isPresent() ? "</Version>" : "</DeleteMarker>"));
            }
        });
        answer(exchange, 200, xml.append("</ListVersionsResult>").toString());
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            answer(exchange, status, "<Error><Code>" + code + "</Code><Message>no</Message></Error>");
        }
    }

    private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
        byte[] octets = xml.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
    }

    /// Why a request is not taken: what it says of itself is not signed, or not with the right key, or its body is another.
    private static Optional<String> objection(HttpExchange exchange, Map<String, String> query, byte[] body) {
        Map<String, String> authorization = Arrays
                .stream(header(exchange, "Authorization").replaceFirst("^AWS4-HMAC-SHA256 ", "").split(", ?", -1))
                .map(part -> part.split("=", 2)).filter(part -> part.length == 2)
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        List<String> signed = List.of(authorization.getOrDefault("SignedHeaders", "").split(";", -1));
        if (exchange.getRequestMethod().equals("PUT") && !signed.containsAll(MUST_BE_SIGNED)) {
            return Optional.of("HeadersNotSigned");
        }
        String payload = header(exchange, "x-amz-content-sha256");
        // or the body's own digest is among what is signed
        if (!payload.equals("UNSIGNED-PAYLOAD") && !payload.equals(HexFormat.of().formatHex(sha256(body)))) {
            return Optional.of("XAmzContentSHA256Mismatch");
        }
        if (body.length > 0 && !header(exchange, "x-amz-checksum-sha256")
                .equals(Base64.getEncoder().encodeToString(sha256(body)))) {
            return Optional.of("BadDigest");
        }
        String date = header(exchange, "x-amz-date");
        String scope = date.substring(0, 8) + "/" + REGION + "/s3/aws4_request";
        String canonical = String.join("\n", exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(),
                query.keySet().stream().map(name -> raw(exchange.getRequestURI(), name))
                        .collect(Collectors.joining("&")),
                signed.stream().map(name -> name + ":" + header(exchange, name).strip() + "\n")
                        .collect(Collectors.joining()),
                String.join(";", signed), payload);
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", date, scope,
                HexFormat.of().formatHex(sha256(canonical.getBytes(UTF_8))));
        byte[] key = ("AWS4" + SECRET).getBytes(UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        boolean right = authorization.getOrDefault("Credential", "").equals(ACCESS + "/" + scope)
                && authorization.getOrDefault("Signature", "").equals(HexFormat.of().formatHex(hmac(key, toSign)));
        return right ? Optional.empty() : Optional.of("SignatureDoesNotMatch");
    }

    /// A parameter as it was sent, with an equals sign in any case.
    private static String raw(URI uri, String name) {
        return Arrays.stream(uri.getRawQuery().split("&", -1))
                .filter(part -> URLDecoder.decode(part.split("=", 2)[0], UTF_8).equals(name)).findFirst()
                .map(part -> part.contains("=") ? part : part + "=").orElseThrow();
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new TreeMap<>();
        if (uri.getRawQuery() != null) {
            for (String part : uri.getRawQuery().split("&", -1)) {
                String[] pair = part.split("=", 2);
                query.put(URLDecoder.decode(pair[0], UTF_8), pair.length == 2 ? URLDecoder.decode(pair[1], UTF_8) : "");
            }
        }
        return query;
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
