// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/// Listens for logs (`POST /add-checkpoint`) and for monitors (`GET /<hash of an origin>/checkpoint`). What it says is no
/// secret and proves itself by its signature.
public final class WitnessServer implements AutoCloseable {
    private static final int LONGEST = 64 * 1024;
    private static final int AT_ONCE = 8;
    private static final String ADD = "/add-checkpoint";
    private static final String CHECKPOINT = "/checkpoint";

    private final Witness witness;
    private final HttpServer server;
    private final ExecutorService threads = Executors
            .newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().name("witness-", 0).factory());

    private WitnessServer(Witness witness, HttpServer server) {
        this.witness = witness;
        this.server = server;
    }

    /// Starts it; on return it answers.
    ///
    /// @param tls the server's certificate; without one it speaks plain HTTP, for a proxy before it
    /// @throws IOException if it cannot listen
    public static WitnessServer start(Witness witness, InetSocketAddress address, Optional<SSLContext> tls)
            throws IOException {
        HttpServer server;
        if (tls.isPresent()) {
            HttpsServer secure = HttpsServer.create(address, AT_ONCE);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
            server = secure;
        } else {
            server = HttpServer.create(address, AT_ONCE);
        }
        WitnessServer started = new WitnessServer(witness, server);
        server.setExecutor(started.threads);
        server.createContext("/", started::handle);
        server.start();
        return started;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Witness.Answer answer = answer(exchange);
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Witness.Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (path.equals(ADD)) {
            return method.equals("POST") ? add(exchange) : Witness.Answer.no(405, "Send a checkpoint by POST");
        }
        if (path.endsWith(CHECKPOINT) && method.equals("GET")) {
            return witness.latest(path.substring(1, Math.max(1, path.length() - CHECKPOINT.length())))
                    .map(note -> new Witness.Answer(200, note))
                    .orElseGet(() -> Witness.Answer.no(404, "This witness has cosigned no checkpoint of that log"));
        }
        return Witness.Answer.no(404, "There is nothing here");
    }

    private Witness.Answer add(HttpExchange exchange) throws IOException {
        byte[] request;
        try (InputStream body = exchange.getRequestBody()) {
            request = body.readNBytes(LONGEST + 1);
        }
        return request.length > LONGEST
                ? Witness.Answer.no(413, "A request has at most " + LONGEST + " bytes")
                : witness.add(new String(request, UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
