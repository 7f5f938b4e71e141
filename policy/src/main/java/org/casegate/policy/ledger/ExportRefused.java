// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

/// The ledger is not written into a directory: what is there is not an earlier part of it.
public final class ExportRefused extends Exception {
    private static final long serialVersionUID = 1L;

    ExportRefused(String sentence) {
        super(sentence);
    }
}
