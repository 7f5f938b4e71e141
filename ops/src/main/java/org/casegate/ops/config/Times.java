// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Lengths of time as they are written in the configuration: ISO 8601, `PT15M`, `P7D`.
final class Times {
    private Times() {}

    /// @param least included, and so is the most
    static Optional<Duration> between(String text, Duration least, Duration most) {
        try {
            Duration time = Duration.parse(text);
            return time.compareTo(least) >= 0 && time.compareTo(most) <= 0 ? Optional.of(time) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
