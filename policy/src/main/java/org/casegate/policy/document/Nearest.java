// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the known key that somebody probably meant.
final class Nearest {

    private static final int LONGEST = 60;

    private Nearest() {}

    /// *; did you mean 'case_ref'?*, else *; known keys: …*
    static String suggestion(String typed, Collection<String> known) {
        String lower = typed.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        Optional<String> nearest = lower.length() > LONGEST
                ? Optional.empty()
                : known.stream()
                        .min(Comparator.comparingInt((String key) -> distance(lower, key))
                                .thenComparing(Comparator.naturalOrder()))
                        .filter(key -> distance(lower, key) <= Math.max(1, key.length() / 3));
        return nearest.map(key -> "; did you mean '" + key + "'?")
                .orElseGet(() -> "; known keys: " + String.join(", ", known.stream().sorted().toList()));
    }

    /// How many letters must be put in, left out or changed (Levenshtein).
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            before[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] now = new int[other.length() + 1];
            now[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int change = before[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                now[column] = Math.min(change, 1 + Math.min(now[column - 1], before[column]));
            }
            before = now;
        }
        return before[other.length()];
    }
}
