// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

/// A request body or query that no page of ours makes.
final class BadForm extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    /// @param problem for whoever debugs; what was sent is not repeated
    BadForm(Trouble trouble, String problem) {
        super(problem);
        this.trouble = trouble;
    }

    Trouble trouble() {
        return trouble;
    }
}
