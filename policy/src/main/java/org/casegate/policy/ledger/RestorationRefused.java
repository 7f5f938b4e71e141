// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

/// The next log is not begun; the message says why, and nothing was changed.
public final class RestorationRefused extends Exception {
    private static final long serialVersionUID = 1L;

    RestorationRefused(String message) {
        super(message);
    }
}
