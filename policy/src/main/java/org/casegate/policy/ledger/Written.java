// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import org.casegate.crypto.seal.Octets;
import java.util.List;

/// Entries in their places, encoded.
///
/// @param begin where the ledger ended before
/// @param rows  at least one
/// @param end   where it ends with them
record Written(Head begin, List<Row> rows, Head end) {
    Written {
        rows = List.copyOf(rows);
    }

    /// One entry.
    ///
    /// @param clauses the clauses relied on, each once
    record Row(Columns columns, List<String> clauses, Octets body, Appended place) {}

    Appended last() {
        return rows.getLast().place();
    }
}
