// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import org.casegate.crypto.tlog.Commitment;
import org.casegate.schema.tables.ledger.tables.records.OpeningRecord;
import org.jooq.InsertReturningStep;

/// A value sealed under its subject's key: what goes into the entry, and what goes into the change.
///
/// @param field      what kind of value it is, such as [Openings#CASE]
/// @param commitment for [Draft#sealed] or [Draft#part], now and in later entries about the subject
/// @param insert     stores the opening; changes one row
public record SealedField(String field, Commitment commitment, InsertReturningStep<OpeningRecord> insert) {
    /// Never the value, which the statement holds.
    @Override
    public String toString() {
        return "SealedField[" + field + ", " + commitment + "]";
    }
}
