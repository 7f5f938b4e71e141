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
import java.time.Duration;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.TileSource;
import org.casegate.crypto.tlog.TiledTree;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.crypto.tlog.WitnessRequest;

/// Asks one witness for its cosignature (C2SP `tlog-witness`). Follows no redirection; reads a short answer only.
final class WitnessClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST = 64 * 1024;
    private static final int OK = 200;
    private static final int CONFLICT = 409;

    private final URI add;
    private final VerifierKey witness;
    private final TileSource tiles;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER).build();

    WitnessClient(URI submission, VerifierKey witness, TileSource tiles) {
        this.add = URI.create(submission.toString().replaceAll("/+$", "") + "/add-checkpoint");
        this.witness = witness;
        this.tiles = tiles;
    }

    /// The witness has refused: it has seen another history, or is another witness.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence);
        }
    }

    /// Asks for a cosignature on a checkpoint.
    ///
    /// @param seen the size that the witness saw last, as far as is known here
    /// @return the witness's signature line, verified
    /// @throws Refused     if the witness does not cosign; somebody must look
    /// @throws IOException if it cannot be reached; ask again later
    String cosignature(SignedCheckpoint head, long seen) throws IOException, Refused {
        HttpResponse<String> answer = post(head, seen);
        if (answer.statusCode() == CONFLICT) {
            answer = post(head, size(answer.body(), head));
        }
        if (answer.statusCode() != OK) {
            throw new Refused(
                    "The witness %s does not cosign the checkpoint of size %d: it answers %d, \"%s\"".formatted(
                            witness.name(), head.checkpoint().size(), answer.statusCode(), answer.body().strip()));
        }
        try {
            return head.note().with(answer.body()).signatureLine(witness)
                    .orElseThrow(() -> new Refused(
                            "The answer of the witness " + witness.name() + " is signed by another key"));
        } catch (BadNote e) {
            throw new Refused(
                    "The answer of the witness " + witness.name() + " is not to be trusted: " + e.getMessage());
        }
    }

    private long size(String body, SignedCheckpoint head) throws Refused {
        if (!body.matches("(0|[1-9][0-9]{0,17})\n")) {
            throw new Refused("The witness " + witness.name() + " does not say what it saw last");
        }
        long seen = Long.parseLong(body.strip());
        if (seen > head.checkpoint().size()) {
            throw new Refused(
                    "The witness %s has seen %d entries, but here are only %d: the ledger was cut off, or restored"
                            .formatted(witness.name(), seen, head.checkpoint().size()) + " from a backup");
        }
        return seen;
    }

    private HttpResponse<String> post(SignedCheckpoint head, long seen) throws IOException {
        String request = new WitnessRequest(seen, new TiledTree(tiles, head.checkpoint().size()).consistency(seen),
                head.note()).toString();
        try {
            return client.send(HttpRequest.newBuilder(add).timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.ofString(request)).build(),
                    BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while asking the witness " + witness.name());
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
