// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.casegate.crypto.store.ObjectId;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.StateChange;
import org.jooq.DSLContext;
import org.jooq.Query;

/// What it takes to be rid of a file: its keys, its openings and its row go in one transaction; the ciphertext, which nobody
/// can read from then on, is left to the sweep.
final class Removal {
    private Removal() {}

    /// Gives up a file of a pack. Where the pack was judged, an entry may have committed to its name and digest: these go
    /// beside the pack's next entry, which says so.
    static void giveUp(DSLContext db, PackRow pack, PartRow part, Openings openings, Instant now) {
        givenUp(pack, part, openings, now).forEach(db::execute);
    }

    /// The same, to be run beside something else.
    static List<Query> givenUp(PackRow pack, PartRow part, Openings openings, Instant now) {
        return givenUp(pack, List.of(part), openings, now);
    }

    /// The same of several files.
    static List<Query> givenUp(PackRow pack, List<PartRow> parts, Openings openings, Instant now) {
        return pack.attempts() == 0
                ? of(parts, openings, now)
                : List.of(PackRows.deleteWraps(ids(parts)), PackRows.replace(ids(parts)),
                        PackRows.discard(objects(parts), now));
    }

    /// What is left of files that were given up after a judgement.
    static List<Query> ofReplaced(List<UUID> parts, Openings openings) {
        if (parts.isEmpty()) {
            return List.of();
        }
        List<Query> queries = new ArrayList<>();
        queries.add(PackRows.deleteParts(parts));
        queries.addAll(openings.erase(parts));
        return queries;
    }

    static List<Query> of(PartRow part, Openings openings, Instant now) {
        return of(List.of(part), openings, now);
    }

    /// The same of several files, by as many statements.
    static List<Query> of(List<PartRow> parts, Openings openings, Instant now) {
        return of(ids(parts), objects(parts), openings, now);
    }

    /// @return how many files went: 1
    static int run(DSLContext db, UUID part, ObjectId object, Openings openings, Instant now) {
        of(List.of(part), List.of(object), openings, now).forEach(db::execute);
        return 1;
    }

    /// @return how many files went
    static int run(DSLContext db, List<PartRow> files, Openings openings, Instant now) {
        of(files, openings, now).forEach(db::execute);
        return files.size();
    }

    /// The same of a file whose upload has ended badly, for an entry of its own. It comes only where the file is still on its
    /// way: one that was closed meanwhile is acknowledged, and stays.
    static StateChange ofArriving(UUID part, ObjectId object, Openings openings, Instant now) {
        return StateChange.none()
                .withAny(PackRows.deleteWraps(List.of(part)))
                .with(PackRows.deleteArriving(part), 1)
                .withAll(openings.erase(part))
                .withAny(PackRows.discard(List.of(object), now));
    }

    private static List<Query> of(List<UUID> parts, List<ObjectId> objects, Openings openings, Instant now) {
        List<Query> queries = new ArrayList<>();
        queries.add(PackRows.deleteWraps(parts));
        queries.add(PackRows.deleteParts(parts));
        queries.addAll(openings.erase(parts));
        queries.add(PackRows.discard(objects, now));
        return queries;
    }

    private static List<UUID> ids(List<PartRow> parts) {
        return parts.stream().map(PartRow::id).toList();
    }

    private static List<ObjectId> objects(List<PartRow> parts) {
        return parts.stream().map(PartRow::object).toList();
    }
}
