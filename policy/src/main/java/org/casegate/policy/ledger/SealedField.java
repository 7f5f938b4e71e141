// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.OPENING;

import java.util.UUID;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.schema.tables.ledger.tables.records.OpeningRecord;
import org.jooq.InsertReturningStep;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// A value sealed under its subject's key: what goes into the entry, and what goes into the change.
///
/// @param field      what kind of value it is, such as [Openings#CASE]
/// @param commitment for [Draft#sealed] or [Draft#part], now and in later entries about the subject
/// @param sealed     what nobody can read without the subject's key
public record SealedField(UUID subject, String field, Commitment commitment, Octets sealed) {
    /// Stores the opening; changes one row.
    public InsertReturningStep<OpeningRecord> insert() {
        return DSL.insertInto(OPENING, OPENING.SUBJECT, OPENING.FIELD, OPENING.SEALED).values(subject, field,
                sealed.bytes());
    }

    /// Stores the opening where there is a row in the other table; changes as many rows as that has.
    public InsertReturningStep<OpeningRecord> insertBeside(Table<?> other) {
        return DSL.insertInto(OPENING, OPENING.SUBJECT, OPENING.FIELD, OPENING.SEALED)
                .select(DSL.select(DSL.val(subject, OPENING.SUBJECT), DSL.val(field, OPENING.FIELD),
                        DSL.val(sealed.bytes(), OPENING.SEALED)).from(other));
    }

    @Override
    public String toString() {
        return "SealedField[" + field + ", " + commitment + "]";
    }
}
