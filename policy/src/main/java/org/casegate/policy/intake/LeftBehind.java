// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.casegate.crypto.store.NoSuchObject;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.policy.manifest.ManifestParser;
import org.casegate.policy.register.Place;
import org.casegate.schema.Database;

/// Files that were on their way when this node's last process ended: each waits for its client to come back, as after a cut
/// connection, if there is a whole chunk of it.
final class LeftBehind {
    private final Intake intake;
    private final Database database;
    private final ObjectStore store;
    private final TransitKeys transit;
    private final Words words;
    private final InFlight inFlight;
    private final Quotas quotas;

    LeftBehind(Intake intake, Database database, ObjectStore store, TransitKeys transit, Words words,
            InFlight inFlight, Quotas quotas) {
        this.intake = intake;
        this.database = database;
        this.store = store;
        this.transit = transit;
        this.words = words;
        this.inFlight = inFlight;
        this.quotas = quotas;
    }

    /// Lets a file wait, where there is something to go on with; else it is left as it is.
    void keep(PackRow pack, UUID part) throws IOException {
        Optional<PartRow> row = PackRows.part(database.query(), part);
        Optional<FileName> name = name(part);
        if (pack.state() != PackState.OPEN || row.isEmpty() || name.isEmpty()) {
            return;
        }
        try {
            Remains remains = Remains.of(row.get(), transit, store);
            if (remains.mostContent() > 0) {
                inFlight.add(new SealingUpload(intake, pack, name.get(), Place.UNKNOWN, budget(pack, name.get()),
                        remains));
            }
        } catch (NoSuchObject nothing) {
            // its first octet never reached the store
        }
    }

    private Optional<FileName> name(UUID part) {
        SortedMap<String, String> known = words.of(part);
        return Optional.ofNullable(known.get(Words.NAME)).flatMap(FileName::find);
    }

    private long budget(PackRow pack, FileName name) {
        return name.manifest()
                ? ManifestParser.LARGEST_BYTES
                : Math.min(quotas.pack().partBytes(),
                        Admission.left(database.query(), inFlight, pack.account(), pack.agency(), quotas));
    }
}
