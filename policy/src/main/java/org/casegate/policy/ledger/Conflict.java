// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

/// The database was not as the change expected: a statement changed another number of rows, or a constraint refused it. No
/// entry was written and nothing changed; whoever decided must look again.
public final class Conflict extends Exception {
    private static final long serialVersionUID = 1L;

    Conflict(String message) {
        super(message);
    }
}
