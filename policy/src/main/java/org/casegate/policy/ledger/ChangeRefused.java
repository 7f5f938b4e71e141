// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

/// One of the changes of the batch in hand cannot be made; all was rolled back.
final class ChangeRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Exception reason;

    ChangeRefused(Exception reason) {
        super(reason);
        this.reason = reason;
    }

    /// What its caller is told, if it is alone in the batch.
    Exception reason() {
        return reason;
    }
}
