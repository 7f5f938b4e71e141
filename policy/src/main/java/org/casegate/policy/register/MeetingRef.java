// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.Optional;
import java.util.regex.Pattern;

/// The partnership's own reference of a meeting.
public record MeetingRef(String value) implements Comparable<MeetingRef> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,59}");

    public MeetingRef {
        if (value.length() > 60 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a meeting reference: 1 to 60 letters, digits, dots, slashes, hyphens");
        }
    }

    /// Reads the id, or nothing where the text is not one.
    public static Optional<MeetingRef> parse(String text) {
        return text.length() <= 60 && FORM.matcher(text).matches()
                ? Optional.of(new MeetingRef(text))
                : Optional.empty();
    }

    @Override
    public int compareTo(MeetingRef other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
