// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.casegate.crypto.tlog.Json;
import org.jspecify.annotations.Nullable;

/// What the columns of `ledger.entry` repeat of an entry, for queries; null where the entry says nothing.
record Columns(@Nullable Instant at, @Nullable String kind, @Nullable String agreement, @Nullable String agency,
        @Nullable String actor, @Nullable String code, @Nullable UUID subject) {

    static Columns of(Json.Members entry) {
        return new Columns(entry.text("at").flatMap(LedgerTime::parse).orElse(null), entry.text("kind").orElse(null),
                entry.text("agreement").orElse(null), entry.text("agency").orElse(null),
                entry.text("actor").orElse(null),
                entry.text("code").orElse(null), entry.text("subject").flatMap(Ids::parse).orElse(null));
    }

    /// The names of the columns in which the other differs.
    List<String> differences(Columns other) {
        List<String> names = new ArrayList<>();
        compare(names, "at", at, other.at);
        compare(names, "kind", kind, other.kind);
        compare(names, "agreement", agreement, other.agreement);
        compare(names, "agency", agency, other.agency);
        compare(names, "actor", actor, other.actor);
        compare(names, "code", code, other.code);
        compare(names, "subject", subject, other.subject);
        return names;
    }

    private static void compare(List<String> names, String name, @Nullable Object here, @Nullable Object there) {
        if (!Objects.equals(here, there)) {
            names.add(name);
        }
    }
}
