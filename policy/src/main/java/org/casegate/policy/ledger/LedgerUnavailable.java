// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import org.jspecify.annotations.Nullable;

/// The ledger cannot be written now. The answer to whoever asked is no.
///
/// Nothing was stored or changed, unless [#inDoubt]: then the connection broke while committing and could not be restored in
/// time. A retry must first look whether the decision stands.
public final class LedgerUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean inDoubt;

    LedgerUnavailable(String message, boolean inDoubt, @Nullable Throwable cause) {
        super(message, cause);
        this.inDoubt = inDoubt;
    }

    LedgerUnavailable(String message, @Nullable Throwable cause) {
        this(message, false, cause);
    }

    /// Whether the entry and its change may stand nevertheless.
    public boolean inDoubt() {
        return inDoubt;
    }
}
