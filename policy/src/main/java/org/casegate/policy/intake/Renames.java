// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.util.Optional;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.manifest.ManifestParser;
import org.casegate.policy.register.Place;
import org.casegate.schema.Database;
import org.jooq.Query;

/// Gives an uploaded file another name, as clients do that upload under a temporary one.
final class Renames {
    private final Database database;
    private final Openings openings;
    private final Words words;
    private final InFlight inFlight;

    Renames(Database database, Openings openings, Words words, InFlight inFlight) {
        this.database = database;
        this.openings = openings;
        this.words = words;
        this.inFlight = inFlight;
    }

    /// @param from where the sender is
    /// @throws IntakeRefusal if the file cannot have that name now; the sentence says why
    void apply(PackRow row, PartRow part, FileName target, Place from, Instant now) throws IntakeRefusal {
        if (row.attempts() > 0 && !part.temporary()) {
            throw IntakeRefusal
                    .refused("This pack was judged with the file under its old name. Remove it and send it again "
                            + "under the new one.");
        }
        if (target.manifest() && part.contentSize() > ManifestParser.LARGEST_BYTES) {
            throw IntakeRefusal.refused("A manifest has at most " + ManifestParser.LARGEST_BYTES
                    + " bytes; this file is larger. Send the manifest itself as " + FileName.MANIFEST + ".");
        }
        Optional<PartRow> there = PackRows.received(database.query(), row.id(), words.token(row.id(), target))
                .filter(other -> !other.id().equals(part.id()));
        if (inFlight.find(row.id(), target).isPresent()) {
            throw IntakeRefusal.refused(target.value() + " is being sent just now; wait until it ends.");
        }
        Query name = words.require(part.id()).seal(Words.NAME, target.value()).insert();
        database.transact(db -> {
            db.execute(PackRows.touch(row.id(), from, now));
            there.ifPresent(former -> Removal.giveUp(db, row, former, openings, now));
            db.execute(openings.erase(part.id(), Words.NAME));
            db.execute(name);
            return db.execute(PackRows.rename(part.id(), target, words.token(row.id(), target)));
        });
        inFlight.forget(part.id());
    }
}
