// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.sql.SQLException;
import org.jooq.exception.DataAccessException;

/// Tells by SQLSTATE what a failure means. Messages of the database are not passed on: they may repeat values.
final class Fault {
    private Fault() {}

    /// What a failure of a caller's change means.
    static ChangeRefused ofChange(DataAccessException e) throws LedgerUnavailable, ConnectionLost {
        requireConnected(e);
        String state = e.sqlState();
        if (state.startsWith("23")) {
            return new ChangeRefused(new Conflict("A constraint of the database refused the change" + state(e)));
        }
        if (state.startsWith("40") || state.equals("55P03") || state.equals("57014")) {
            return new ChangeRefused(new LedgerUnavailable("The change waited too long for another one" + state(e), e));
        }
        if (state.startsWith("53") || state.startsWith("58")) {
            throw new LedgerUnavailable("The database is out of resources" + state(e), e);
        }
        return new ChangeRefused(new IllegalStateException("The database cannot run the change" + state(e)));
    }

    /// What a failure of the ledger's own statements means.
    static LedgerUnavailable ofLedger(DataAccessException e) throws ConnectionLost {
        requireConnected(e);
        return new LedgerUnavailable("The database refuses the ledger's own statements" + state(e), e);
    }

    /// Class 08: connection exceptions. 57P01 and so on: the server ends. 25P03: the session was idle for too long.
    private static void requireConnected(DataAccessException e) throws ConnectionLost {
        String state = e.sqlState();
        if (state.startsWith("08") || state.startsWith("57P") || state.equals("25P03") || state.equals("25P04")) {
            throw new ConnectionLost(e);
        }
    }

    /// For a message: the SQLSTATE, or nothing.
    static String state(Exception e) {
        String state = switch (e) {
            case DataAccessException access -> access.sqlState();
            case SQLException plain -> plain.getSQLState();
            default -> null;
        };
        return state == null ? "" : " (SQLSTATE " + state + ")";
    }
}
