// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.tlog.BadBundle;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.EntryBundle;
import org.casegate.crypto.tlog.Json;
import org.casegate.crypto.tlog.NoSuchTile;
import org.casegate.crypto.tlog.NotCanonical;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.crypto.tlog.VerifierKey;

/// The end of a log from which this one goes on, as its `RESTORED` entry tells it.
///
/// @param origin of the log that ended
/// @param size   how many of its entries are the beginning of this one, which is the index of the `RESTORED` entry
/// @param cited  how many it is known to have signed
record Ending(String origin, long size, long cited) {
    private static final String KIND = "\"kind\":\"RESTORED\"";

    /// Whether a checkpoint covers entries that are lost, so that there is nothing here to compare it with.
    boolean covers(Trusted checkpoint) {
        return checkpoint.head().origin().equals(origin) && checkpoint.size() > size;
    }

    /// Goes through all entries. One that is no entry is left out; elsewhere it is a finding.
    static List<Ending> in(LogSource source, long size) throws IOException {
        List<Ending> endings = new ArrayList<>();
        for (long bundle = 0; bundle * TilePath.FULL < size; bundle++) {
            Optional<TilePath> path = TilePath.in(size, TilePath.ENTRIES, bundle);
            if (path.isPresent()) {
                for (byte[] entry : entries(source, path.get())) {
                    if (new String(entry, ISO_8859_1).contains(KIND)) {
                        read(entry).ifPresent(endings::add);
                    }
                }
            }
        }
        return endings;
    }

    private static List<byte[]> entries(LogSource source, TilePath path) throws IOException {
        try {
            return EntryBundle.parse(source.read(path));
        } catch (BadBundle | NoSuchTile e) {
            return List.of(); // which is a finding of its own
        }
    }

    private static Optional<Ending> read(byte[] bytes) {
        try {
            Json.Members entry = CanonicalJson.parse(bytes);
            Json.Members facts = new Json.Members(entry.members("facts"));
            VerifierKey ended = VerifierKey.parse(facts.text("ended").orElse(""));
            long cited = SignedCheckpoint.parse(facts.text("checkpoint").orElse(""), ended).checkpoint().size();
            return Optional.of(new Ending(ended.name(), entry.whole("index").orElse(0), cited));
        } catch (NotCanonical | BadNote | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
