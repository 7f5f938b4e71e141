// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

/// The connection to the database is gone, or there never was one. Nothing of the batch in hand was committed.
final class ConnectionLost extends Exception {
    private static final long serialVersionUID = 1L;

    ConnectionLost(Throwable cause) {
        super(cause);
    }
}
