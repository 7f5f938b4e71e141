// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.witness;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.Checkpoint;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.Proofs;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.SignedNote;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.crypto.tlog.WitnessRequest;

/// Answers `add-checkpoint` as C2SP `tlog-witness` says: cosigns a checkpoint that extends the one it cosigned last, and
/// refuses everything else. One at a time, so that what is compared is what is replaced.
public final class Witness {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    private final WitnessFolder folder;
    private final Map<String, VerifierKey> logs = new TreeMap<>();
    private final InstantSource clock;

    /// @param folder where its key and what it saw last are kept
    /// @param logs   the keys of the logs that it watches
    public Witness(WitnessFolder folder, Collection<VerifierKey> logs, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        logs.forEach(log -> this.logs.put(log.name(), log));
    }

    /// What is answered.
    ///
    /// @param status of HTTP
    /// @param body   signature lines (200), the size seen last (409), or a sentence
    public record Answer(int status, String body) {
        static Answer no(int status, String sentence) {
            return new Answer(status, sentence + "\n");
        }

        String type() {
            return status == CONFLICT ? "text/x.tlog.size" : "text/plain; charset=utf-8";
        }
    }

    /// Takes a checkpoint of a log. On return with 200 what was seen is on disk.
    ///
    /// @throws IOException if what was seen cannot be kept; then nothing was cosigned
    public synchronized Answer add(String request) throws IOException {
        WitnessRequest asked;
        try {
            asked = WitnessRequest.parse(request);
        } catch (BadNote e) {
            return Answer.no(BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        VerifierKey log = logs.get(asked.checkpoint().firstLine());
        if (log == null) {
            return Answer.no(NOT_FOUND, "This witness does not watch that log");
        }
        SignedCheckpoint signed;
        try {
            signed = SignedCheckpoint.parse(asked.checkpoint().toString(), log);
        } catch (BadNote e) {
            return Answer.no(FORBIDDEN, String.valueOf(e.getMessage()));
        }
        return extend(asked, signed);
    }

    private Answer extend(WitnessRequest asked, SignedCheckpoint signed) throws IOException {
        Checkpoint head = signed.checkpoint();
        Optional<Checkpoint> latest = folder.latest(head.origin()).map(SignedCheckpoint::checkpoint);
        long seen = latest.map(Checkpoint::size).orElse(0L);
        if (asked.oldSize() > head.size()) {
            return Answer.no(BAD_REQUEST, "The old size is larger than the checkpoint's");
        }
        if (asked.oldSize() != seen) {
            return new Answer(CONFLICT, seen + "\n");
        }
        Hash root = latest.map(Checkpoint::root).orElse(Hash.ofNothing());
        if (!Proofs.extend(seen, root, head.size(), head.root(), asked.proof())
                || (head.size() == 0 && !head.root().equals(Hash.ofNothing()))) {
            folder.keepEvidence(signed);
            return Answer.no(UNPROCESSABLE, "The checkpoint is not proved to extend the one of size " + seen);
        }
        SignedNote cosigned = signed.note().cosign(folder.key(), clock.instant());
        folder.replace(new SignedCheckpoint(head, cosigned));
        return new Answer(OK, line(cosigned));
    }

    private String line(SignedNote cosigned) {
        try {
            return cosigned.signatureLine(folder.key().verifier()).orElseThrow();
        } catch (BadNote e) {
            throw new IllegalStateException("A cosignature of our own does not verify", e);
        }
    }

    /// The checkpoint cosigned last, for monitors.
    ///
    /// @param place as [WitnessRequest#latest] names it
    public synchronized Optional<String> latest(String place) throws IOException {
        for (String origin : logs.keySet()) {
            if (WitnessRequest.latest(origin).equals(place)) {
                return folder.latest(origin).map(signed -> signed.note().toString());
            }
        }
        return Optional.empty();
    }
}
