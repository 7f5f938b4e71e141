// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.retention;

/// A period that is not set. The sentence says what would be needed.
public final class RetentionRefused extends Exception {
    private static final long serialVersionUID = 1L;

    RetentionRefused(String sentence) {
        super(sentence);
    }

    /// What the administrator reads.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
