// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

/// One item of a register as it is stored: versioned by whoever keeps it, replaced whole.
///
/// @param id   unique within the kind: an agency, an account, an agreement; `agreement/agency` for a membership
/// @param json the item as `register.yaml` writes it, as one JSON object
public record Fact(Kind kind, String id, String json) {

    /// What an item describes.
    public enum Kind {
        GATEWAY, AGENCY, MEMBERSHIP, ACCOUNT, AGREEMENT
    }
}
