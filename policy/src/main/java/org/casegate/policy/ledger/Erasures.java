// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Json;
import org.casegate.crypto.tlog.NotCanonical;
import org.casegate.policy.event.EntryKind;
import org.casegate.schema.Database;

/// Finds the entries that say that a subject was erased.
final class Erasures {
    private static final List<String> KINDS = Stream.of(EntryKind.values())
            .filter(EntryKind::mayErase)
            .map(EntryKind::name)
            .toList();

    private final Database database;

    Erasures(Database database) {
        this.database = database;
    }

    /// What was erased by the entries about these subjects: the subjects themselves, or parts of them.
    Map<UUID, EntryView.Erasure> about(Collection<UUID> subjects) {
        Map<UUID, EntryView.Erasure> erasures = new HashMap<>();
        if (subjects.isEmpty()) {
            return erasures;
        }
        database.query()
                .select(ENTRY.INDEX, ENTRY.AT, ENTRY.BODY)
                .from(ENTRY)
                .where(ENTRY.SUBJECT.in(subjects), ENTRY.KIND.in(KINDS))
                .orderBy(ENTRY.INDEX)
                .fetch()
                .forEach(row -> parsed(row.value3()).ifPresent(entry -> {
                    EntryView.Erasure erasure = new EntryView.Erasure(row.value1(), row.value2(),
                            texts(entry, "clauses"));
                    erased(entry).forEach(subject -> erasures.putIfAbsent(subject, erasure));
                }));
        return erasures;
    }

    private static Optional<Json.Members> parsed(byte[] body) {
        try {
            return Optional.of(CanonicalJson.parse(body));
        } catch (NotCanonical e) {
            return Optional.empty(); // found elsewhere; it proves nothing here
        }
    }

    /// The subjects that an entry says it erased.
    static List<UUID> erased(Json.Members entry) {
        return texts(entry, "erased").stream().flatMap(text -> Ids.parse(text).stream()).toList();
    }

    static List<String> texts(Json.Members entry, String name) {
        return entry.items(name).stream()
                .flatMap(item -> item instanceof Json.Text(String value) ? Stream.of(value) : Stream.empty())
                .toList();
    }
}
