// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.UUID;

/// Names one pack for ever: in the ledger it is the pack's subject.
public record PackId(UUID value) {
    /// A new, random id.
    public static PackId random() {
        return new PackId(UUID.randomUUID());
    }

    /// Reads an id.
    ///
    /// @throws IllegalArgumentException if the text is not a UUID in its canonical form
    public static PackId parse(String text) {
        UUID parsed = UUID.fromString(text);
        if (!parsed.toString().equals(text)) {
            throw new IllegalArgumentException("not a pack's id");
        }
        return new PackId(parsed);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
