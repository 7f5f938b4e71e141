// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.Optional;
import java.util.regex.Pattern;

/// The partnership's own reference of a case, given by its convener; never holds a name.
public record CaseRef(String value) implements Comparable<CaseRef> {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9-]{4,40}");

    public CaseRef {
        if (value.length() > 40 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a case reference: 4 to 40 capital letters, digits and hyphens");
        }
    }

    /// Reads the id, or nothing where the text is not one.
    public static Optional<CaseRef> parse(String text) {
        return text.length() <= 40 && FORM.matcher(text).matches() ? Optional.of(new CaseRef(text)) : Optional.empty();
    }

    @Override
    public int compareTo(CaseRef other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
