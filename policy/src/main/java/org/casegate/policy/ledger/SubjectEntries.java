// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import org.casegate.policy.event.EntryKind;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import java.util.List;
import java.util.UUID;
import org.casegate.schema.Database;
import org.jooq.Condition;

/// The entries about one thing, for somebody who may know of it anyway: its sender, its receipt. No values of theirs are opened,
/// and no entry says that they were read.
public final class SubjectEntries {
    private static final int MOST = 20_000;

    private final EntryReader reader;

    public SubjectEntries(Database database, Openings openings) {
        this.reader = new EntryReader(database, openings);
    }

    /// The entries of one kind about a subject, oldest first.
    public List<EntryView> of(UUID subject, EntryKind kind) {
        List<Condition> conditions = List.of(ENTRY.SUBJECT.eq(subject), ENTRY.KIND.eq(kind.name()));
        return reader.plain(EntryReader.Sought.everywhere(conditions), Long.MAX_VALUE, MOST).reversed();
    }
}
