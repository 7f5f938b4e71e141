// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Times as entries hold them: UTC, always six digits of a second, so that their order as text is that of time.
final class LedgerTime {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
            .withZone(ZoneOffset.UTC);

    /// Of the first moment of 1970, and as long as every other.
    static final String EPOCH = print(Instant.EPOCH);

    private LedgerTime() {}

    /// What PostgreSQL and the entry can hold.
    static Instant whole(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    static String print(Instant at) {
        return FORM.format(at);
    }

    /// @return nothing unless it is the form that [#print] writes
    static Optional<Instant> parse(String text) {
        try {
            Instant at = FORM.parse(text, Instant::from);
            return print(at).equals(text) ? Optional.of(at) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
