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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/// Listens for logs (`POST /add-checkpoint`) and for monitors (`GET /<hash of an origin>/checkpoint`). What it says is no
/// secret and proves itself by its signature.
public final class WitnessServer implements AutoCloseable {
    private static final int LONGEST = 64 * 1024;
    private static final int AT_ONCE = 8;
    private static final int SECONDS_A_REQUEST = 30;
    private static final String ADD = "/add-checkpoint";
    private static final String CHECKPOINT = "/checkpoint";
    private static final System.Logger LOG = System.getLogger(WitnessServer.class.getName());

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
        limit();
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

    /// Whoever connects and says nothing, or reads nothing, is let go; the server knows no other way to be told.
    private static void limit() {
        for (String limit : List.of("sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime")) {
            if (System.getProperty(limit) == null) {
                System.setProperty(limit, Integer.toString(SECONDS_A_REQUEST));
            }
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Witness.Answer answer = answerOrFault(exchange);
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /// What cannot be kept is not cosigned, and whoever runs the witness is told.
    private Witness.Answer answerOrFault(HttpExchange exchange) {
        try {
            return answer(exchange);
        } catch (IOException | RuntimeException fault) {
            LOG.log(System.Logger.Level.ERROR, "Nothing was cosigned: {0}", fault.getMessage());
            return Witness.Answer.no(500, "This witness cannot read or keep what it saw, and cosigned nothing");
        }
    }

    private Witness.Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (path.equals(ADD)) {
            return method.equals("POST") ? add(exchange) : Witness.Answer.no(405, "Send a checkpoint by POST");
        }
        if (path.endsWith(CHECKPOINT) && method.equals("GET")) {
            return witness.latest(path.substring(1))
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
