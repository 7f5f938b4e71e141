// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.util.Optional;

/// What a check found.
///
/// @param said what was found, in a sentence without a full stop
/// @param todo what to do about it; empty where it is well
public record Finding(Colour colour, String said, Optional<String> todo) {

    /// How it stands.
    public enum Colour {
        /// It is well.
        GREEN,
        /// It is not well, and nothing fails for it yet.
        AMBER,
        /// Something fails, or may not be relied on.
        RED
    }

    static Finding green(String said) {
        return new Finding(Colour.GREEN, said, Optional.empty());
    }

    static Finding amber(String said, String todo) {
        return new Finding(Colour.AMBER, said, Optional.of(todo));
    }

    static Finding red(String said, String todo) {
        return new Finding(Colour.RED, said, Optional.of(todo));
    }
}
