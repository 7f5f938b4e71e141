// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.schema.Database;

/// Recomputes the whole ledger from the database and says what it checked and where something is wrong: the entries one by
/// one, the tree over them against the head and against every stored checkpoint, and the values behind the commitments.
public final class LedgerAudit {
    private final Database database;
    private final VerifierKey verifier;
    private final Openings openings;

    /// @param verifier the key of the checkpoints
    public LedgerAudit(Database database, VerifierKey verifier, Openings openings) {
        this.database = database;
        this.verifier = verifier;
        this.openings = openings;
    }

    /// Checks every entry up to the present head, in constant memory and short transactions; the ledger may grow meanwhile.
    ///
    /// @throws org.jooq.exception.DataAccessException if the database cannot be read
    public LedgerReport run() {
        return new AuditRun(database, verifier, openings).run();
    }
}
