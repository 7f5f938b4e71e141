// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.TileSource;
import org.casegate.crypto.tlog.TiledTree;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.crypto.tlog.WitnessRequest;
import org.casegate.crypto.verify.Authority;

/// Talks with one witness (C2SP `tlog-witness`). Follows no redirection; reads a short answer only.
final class WitnessClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST = 64 * 1024;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final String address;
    private final VerifierKey key;
    private final HttpClient client;

    /// @param authority that signed its server's certificate, where it is not a public one
    /// @throws IOException if the authority cannot be read
    WitnessClient(Vouching.Witness witness, Optional<Path> authority) throws IOException {
        this.address = witness.address().toString().replaceAll("/+$", "");
        this.key = witness.key();
        this.client = HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(Authority.trusted(authority)).build();
    }

    /// The witness has refused: it has seen another history, or is another witness.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence);
        }
    }

    VerifierKey key() {
        return key;
    }

    /// Asks for a cosignature on a checkpoint.
    ///
    /// @param seen  the size that the witness saw last, as far as is known here
    /// @param tiles from which the proof is made
    /// @return the witness's signature line, verified
    /// @throws Refused     if the witness does not cosign; somebody must look
    /// @throws IOException if it cannot be reached; ask again later
    String cosignature(SignedCheckpoint head, long seen, TileSource tiles) throws IOException, Refused {
        HttpResponse<String> answer = post(head, seen, tiles);
        if (answer.statusCode() == CONFLICT) {
            answer = post(head, size(answer.body(), head), tiles);
        }
        if (answer.statusCode() != OK) {
            throw new Refused(
                    "The witness %s does not cosign the checkpoint of size %d: it answers %d, \"%s\"".formatted(
                            key.name(), head.checkpoint().size(), answer.statusCode(), answer.body().strip()));
        }
        try {
            return head.note().with(answer.body()).signatureLine(key)
                    .orElseThrow(() -> new Refused(
                            "The answer of the witness " + key.name() + " is signed by another key"));
        } catch (BadNote e) {
            throw new Refused(
                    "The answer of the witness " + key.name() + " is not to be trusted: " + e.getMessage());
        }
    }

    private long size(String body, SignedCheckpoint head) throws Refused {
        if (!body.matches("(0|[1-9][0-9]{0,17})\n")) {
            throw new Refused("The witness " + key.name() + " does not say what it saw last");
        }
        long seen = Long.parseLong(body.strip());
        if (seen > head.checkpoint().size()) {
            throw new Refused(
                    "The witness %s has seen %d entries, but here are only %d: the ledger was cut off, or restored"
                            .formatted(key.name(), seen, head.checkpoint().size()) + " from a backup");
        }
        return seen;
    }

    private HttpResponse<String> post(SignedCheckpoint head, long seen, TileSource tiles) throws IOException {
        String request = new WitnessRequest(seen, new TiledTree(tiles, head.checkpoint().size()).consistency(seen),
                head.note()).toString();
        return send(HttpRequest.newBuilder(URI.create(address + "/add-checkpoint"))
                .POST(HttpRequest.BodyPublishers.ofString(request)));
    }

    /// The checkpoint of a log that the witness cosigned last, as it keeps it; nothing where it has none, or shows none.
    ///
    /// @throws IOException if it cannot be reached
    Optional<String> latest(String origin) throws IOException {
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(URI.create(address + "/" + WitnessRequest.latest(origin))));
        return switch (answer.statusCode()) {
            case OK -> Optional.of(answer.body());
            case NOT_FOUND -> Optional.empty();
            default -> throw new IOException("it answers " + answer.statusCode());
        };
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.timeout(PATIENCE).build(),
                    BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while asking the witness " + key.name());
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
