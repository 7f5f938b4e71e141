// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.Optional;
import java.util.regex.Pattern;

/// Names one information-sharing agreement: `staffordshire`.
public record AgreementId(String value) implements Comparable<AgreementId> {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public AgreementId {
        if (value.length() > 40 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not an agreement: lower-case letters, digits and single hyphens");
        }
    }

    /// Reads the id, or nothing where the text is not one.
    public static Optional<AgreementId> parse(String text) {
        return text.length() <= 40 && FORM.matcher(text).matches()
                ? Optional.of(new AgreementId(text))
                : Optional.empty();
    }

    @Override
    public int compareTo(AgreementId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
