// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

/// What somebody asked about a transfer and may not have, or not now: nothing was changed. The sentence says why.
public final class TransferRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    TransferRefusal(String sentence) {
        super(sentence);
    }

    /// One plain sentence or more.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
