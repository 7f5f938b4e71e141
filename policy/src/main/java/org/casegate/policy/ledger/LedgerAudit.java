// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.util.List;
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.schema.Database;

/// Recomputes the whole ledger from the database and says what it checked and where something is wrong: the entries one by
/// one, the tree over them against the head, every stored checkpoint and every one that was kept elsewhere, and the values behind
/// the commitments.
public final class LedgerAudit {
    private final Database database;
    private final VerifierKey verifier;
    private final Openings openings;
    private final Elsewhere elsewhere;

    /// @param verifier  the key of the checkpoints
    /// @param elsewhere the checkpoints that the database's keeper does not reach
    public LedgerAudit(Database database, VerifierKey verifier, Openings openings, Elsewhere elsewhere) {
        this.database = database;
        this.verifier = verifier;
        this.openings = openings;
        this.elsewhere = elsewhere;
    }

    /// With nothing from elsewhere: tells nothing about a history that was rewritten as a whole.
    public LedgerAudit(Database database, VerifierKey verifier, Openings openings) {
        this(database, verifier, openings, new Elsewhere(Vouching.nobody(), List.of()));
    }

    /// Checks every entry up to the present head, in constant memory and short transactions; the ledger may grow meanwhile.
    ///
    /// @throws org.jooq.exception.DataAccessException if the database cannot be read
    public LedgerReport run() {
        return new AuditRun(database, verifier, openings, elsewhere).run();
    }
}
