// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.util.Optional;
import java.util.UUID;

/// Ids as entries write them.
final class Ids {
    private Ids() {}

    /// @return nothing unless it is the one spelling of an id (`UUID.fromString` takes others)
    static Optional<UUID> parse(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
