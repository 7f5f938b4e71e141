// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Json;
import org.casegate.crypto.tlog.NotCanonical;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.SignedNote;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.policy.event.EntryKind;
import org.casegate.schema.Database;

/// The logs that this ledger has been: one for each epoch. Each `RESTORED` entry ends one and begins the next; it names the keys
/// of both, and cites the last checkpoint of the old one that anybody has.
///
/// @param ended the epochs that have ended, the first one first
/// @param key   the key of the present epoch, where a `RESTORED` entry names it
record Epochs(List<Ended> ended, Optional<VerifierKey> key) {
    /// What a `RESTORED` entry says, as facts.
    static final String OLD_KEY = "ended";
    static final String NEW_KEY = "begun";
    static final String CITED = "checkpoint";

    Epochs {
        ended = List.copyOf(ended);
    }

    /// An epoch that has ended.
    ///
    /// @param key   of its checkpoints
    /// @param size  how many of its entries the backup held, which is the index of the `RESTORED` entry
    /// @param cited its last checkpoint that is known
    record Ended(VerifierKey key, long size, SignedCheckpoint cited) {
        /// How many entries are known to have been signed, and are lost.
        long lost() {
            return Math.max(0, cited.checkpoint().size() - size);
        }
    }

    /// Reads them from the entries. An entry that cannot be read is left out: verification says what is wrong with it.
    static Epochs of(Database database) {
        List<Ended> ended = new ArrayList<>();
        Optional<VerifierKey> key = Optional.empty();
        for (var row : database.query()
                .select(ENTRY.INDEX, ENTRY.BODY)
                .from(ENTRY)
                .where(ENTRY.KIND.eq(EntryKind.RESTORED.name()))
                .orderBy(ENTRY.INDEX)
                .fetch()) {
            try {
                Json.Members facts = new Json.Members(CanonicalJson.parse(row.value2()).members("facts"));
                VerifierKey old = VerifierKey.parse(facts.text(OLD_KEY).orElse(""));
                ended.add(new Ended(old, row.value1(), SignedCheckpoint.parse(facts.text(CITED).orElse(""), old)));
                key = Optional.of(VerifierKey.parse(facts.text(NEW_KEY).orElse("")));
            } catch (NotCanonical | BadNote | IllegalArgumentException e) {
                // not one of ours
            }
        }
        return new Epochs(ended, key);
    }

    /// The epoch of a log that has ended.
    Optional<Ended> ended(String origin) {
        return ended.stream().filter(epoch -> epoch.key().name().equals(origin)).findFirst();
    }

    /// The names of the logs, the present one first.
    List<String> origins(VerifierKey present) {
        List<String> origins = new ArrayList<>(List.of(present.name()));
        ended.forEach(epoch -> origins.add(epoch.key().name()));
        return origins;
    }

    /// Whose key must have signed a checkpoint: that of the log it names, else the present one.
    VerifierKey signer(String note, VerifierKey present) throws BadNote {
        return ended(SignedNote.parse(note).firstLine()).map(Ended::key).orElse(present);
    }
}
