// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

/// A change or an approval that is not possible, with one sentence for whoever asked.
public final class AmendmentRefused extends Exception {
    private static final long serialVersionUID = 1L;

    AmendmentRefused(String sentence) {
        super(sentence);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
