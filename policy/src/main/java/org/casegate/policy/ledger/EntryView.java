// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.Json;

/// One entry to look at.
///
/// @param kind      as printed; the name of an [EntryKind]
/// @param clauses   the clauses relied on, as printed
/// @param opened    the values behind the entry's own commitments, by field, as far as they were not erased and the
///                  reader was to have them
/// @param erasure   what erased them, where something did
/// @param partSizes sizes in bytes of part 1, part 2 and so on; parts have no names here
/// @param facts     whatever else the kind of entry says
/// @param canonical the entry itself: its bytes are this text in UTF-8
public record EntryView(long index, Instant at, String kind, Optional<String> agreement, Optional<String> version,
        String actor,
        Optional<String> agency, Optional<String> code, List<String> clauses, Optional<UUID> subject,
        SortedMap<String, String> opened, Optional<Erasure> erasure, List<Long> partSizes,
        SortedMap<String, Json> facts,
        Hash leafHash, String canonical) {

    /// The entry that erased a subject.
    ///
    /// @param clauses the rule
    public record Erasure(long index, Instant at, List<String> clauses) {}
}
