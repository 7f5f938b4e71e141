// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.Optional;
import java.util.regex.Pattern;

/// Names one class of a retention schedule: `case-pack`.
public record RetentionClassId(String value) implements Comparable<RetentionClassId> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

    public RetentionClassId {
        if (value.length() > 60 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a retention class: 1 to 60 letters, digits, dots, hyphens");
        }
    }

    /// Reads the id, or nothing where the text is not one.
    public static Optional<RetentionClassId> parse(String text) {
        return text.length() <= 60 && FORM.matcher(text).matches()
                ? Optional.of(new RetentionClassId(text))
                : Optional.empty();
    }

    @Override
    public int compareTo(RetentionClassId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
