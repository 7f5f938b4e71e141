// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.SUBJECT_KEY;

import java.util.UUID;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.crypto.tlog.Salt;
import org.casegate.schema.tables.ledger.tables.records.SubjectKeyRecord;
import org.jooq.InsertReturningStep;
import org.jooq.impl.DSL;

/// Something that is destroyed as one (a pack, a part, one entry's text), with its key in hand. From [Openings].
public final class Subject {
    private final UUID id;
    private final Octets envelope;
    private final OpeningCipher cipher;

    Subject(UUID id, Octets envelope, OpeningCipher cipher) {
        this.id = id;
        this.envelope = envelope;
        this.cipher = cipher;
    }

    /// Its random id, which stays in entries for ever and says nothing.
    public UUID id() {
        return id;
    }

    /// Stores the key of a new subject; changes one row. Goes before the insert of any field.
    public InsertReturningStep<SubjectKeyRecord> insert() {
        return DSL.insertInto(SUBJECT_KEY, SUBJECT_KEY.SUBJECT, SUBJECT_KEY.ENVELOPE).values(id, envelope.bytes());
    }

    /// Seals a value under the key. A field of a subject is sealed once; its commitment is repeated in every entry.
    public SealedField seal(String field, String value) {
        Salt salt = cipher.salt();
        return new SealedField(id, field, Commitment.to(salt, field, value),
                Octets.copyOf(cipher.seal(field, salt, value)));
    }

    @Override
    public String toString() {
        return "Subject[" + id + "]";
    }
}
