// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

/// Whose agency decides on a hold.
public enum Whose {
    /// The agency that sent the pack.
    SENDER("the sending agency"),
    /// The agency that the information comes from.
    ORIGINATOR("the agency that the information comes from"),
    /// The body that leads for the partnership (`lead_body`).
    LEAD_BODY("the partnership's lead body");

    private final String words;

    Whose(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
