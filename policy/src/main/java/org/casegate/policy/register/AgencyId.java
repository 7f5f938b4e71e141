// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names one agency: its name as the agreement prints it, in lower case, with a hyphen for every run of other characters.
/// A well-formed id that the register does not know is an agency that no agreement names, and no mistake of form.
public record AgencyId(String value) implements Comparable<AgencyId> {

    private static final int LONGEST = 120;
    private static final Pattern OTHER_CHARACTERS = Pattern.compile("[^a-z0-9]+");
    private static final Set<String> SMALL_WORDS = Set.of("a", "and", "for", "in", "of", "on", "the", "to", "under",
            "upon", "with");
    private static final Set<String> CAPITALS = Set.of("cafcass", "icb", "nhs", "uk");

    public AgencyId {
        if (!isId(value)) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not an agency: lower-case letters, digits and single hyphens");
        }
    }

    /// Reads the id, or nothing where the text is not one.
    public static Optional<AgencyId> parse(String text) {
        return isId(text) ? Optional.of(new AgencyId(text)) : Optional.empty();
    }

    /// Letters and digits, with single hyphens between them. By hand: a large register holds a million of these.
    private static boolean isId(String text) {
        boolean between = false;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            boolean letter = (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
            if (!letter && (character != '-' || !between)) {
                return false;
            }
            between = letter;
        }
        return between && text.length() <= LONGEST;
    }

    /// The id that belongs to a printed name: `North Staffordshire & Co` becomes `north-staffordshire-and-co`.
    public static AgencyId ofName(String name) {
        String words = OTHER_CHARACTERS.matcher(name.replace("&", " and ").toLowerCase(Locale.ROOT)).replaceAll("-");
        return new AgencyId(words.replaceAll("^-|-$", ""));
    }

    /// A name to show where the register has none: `british-transport-police` reads *British Transport Police*.
    public String readable() {
        String spaced = Stream.of(value.split("-", -1)).map(AgencyId::written).collect(Collectors.joining(" "));
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    private static String written(String word) {
        if (CAPITALS.contains(word)) {
            return word.toUpperCase(Locale.ROOT);
        }
        return SMALL_WORDS.contains(word) ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    @Override
    public int compareTo(AgencyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
