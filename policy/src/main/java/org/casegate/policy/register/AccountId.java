// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.Optional;
import java.util.regex.Pattern;

/// Names one account for ever: role-like, never the name of a person.
public record AccountId(String value) implements Comparable<AccountId> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{1,63}");

    public AccountId {
        if (value.length() > 64 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not an account: 2 to 64 lower-case letters, digits, dots, hyphens");
        }
    }

    /// Reads the id, or nothing where the text is not one.
    public static Optional<AccountId> parse(String text) {
        return text.length() <= 64 && FORM.matcher(text).matches()
                ? Optional.of(new AccountId(text))
                : Optional.empty();
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
