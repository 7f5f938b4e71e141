// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.casegate.crypto.tlog.EntryBundle;
import org.casegate.crypto.tlog.NoSuchTile;
import org.casegate.crypto.tlog.TilePath;

/// A log on the web, as the portal publishes it. Asks that one site and follows no redirection.
public final class TileSite implements LogSource, AutoCloseable {
    private static final int LONGEST = TilePath.FULL * (EntryBundle.MAX_ENTRY + 2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final URI prefix;
    private final HttpClient client;

    /// @param prefix  such as `https://gateway.example/ledger/`
    /// @param trusted whose certificates are accepted
    public TileSite(URI prefix, SSLContext trusted) {
        this.prefix = prefix.getPath().endsWith("/") ? prefix : URI.create(prefix + "/");
        this.client = HttpClient.newBuilder().sslContext(trusted).connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    @Override
    public byte[] read(TilePath path) throws IOException {
        HttpResponse<InputStream> response = get(path.toString());
        try (InputStream body = response.body()) {
            return switch (response.statusCode()) {
                case OK -> bounded(path.toString(), body);
                case NOT_FOUND -> throw new NoSuchTile(path);
                default -> throw answered(path.toString(), response);
            };
        }
    }

    @Override
    public Optional<String> checkpoint() throws IOException {
        HttpResponse<InputStream> response = get("checkpoint");
        try (InputStream body = response.body()) {
            return switch (response.statusCode()) {
                case OK -> Optional.of(new String(bounded("checkpoint", body), UTF_8));
                case NOT_FOUND -> Optional.empty();
                default -> throw answered("checkpoint", response);
            };
        }
    }

    /// A site that hides its entries sends to its sign-in instead.
    @Override
    public boolean hasEntries() throws IOException {
        HttpResponse<InputStream> response = get(new TilePath(TilePath.ENTRIES, 0, 1).toString());
        response.body().close();
        return response.statusCode() == OK || response.statusCode() == NOT_FOUND;
    }

    private HttpResponse<InputStream> get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(prefix.resolve(path)).timeout(PATIENCE).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while reading " + prefix);
        }
    }

    private byte[] bounded(String path, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new IOException(prefix.resolve(path) + " is longer than " + LONGEST + " bytes");
        }
        return bytes;
    }

    private IOException answered(String path, HttpResponse<?> response) {
        return new IOException(prefix.resolve(path) + " answered " + response.statusCode());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    @Override
    public String toString() {
        return prefix.toString();
    }
}
