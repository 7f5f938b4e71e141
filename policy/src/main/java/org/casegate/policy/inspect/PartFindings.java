// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What was seen in one part. Holds personal values: never log it, never store it in clear.
///
/// @param lock        why the part cannot be looked into; empty where it can
/// @param nhsNumbers  distinct valid NHS numbers, at most [#MOST_NUMBERS]
/// @param identifiers kinds of identifier that the part seems to hold, NHS numbers among them
public record PartFindings(Optional<Lock> lock, Set<NhsNumber> nhsNumbers, Set<Identifier> identifiers) {

    /// How many distinct NHS numbers are told apart; further ones are not counted.
    public static final int MOST_NUMBERS = 1_000;

    /// Nothing was seen.
    public static final PartFindings NOTHING = new PartFindings(Optional.empty(), Set.of(), Set.of());

    public PartFindings {
        nhsNumbers = Set.copyOf(nhsNumbers);
        identifiers = Set.copyOf(identifiers);
    }

    public boolean isLocked() {
        return lock.isPresent();
    }

    /// The findings as one line of ASCII, to be kept sealed until the pack is judged.
    public String text() {
        return "1;" + lock.map(Lock::name).orElse("") + ";"
                + identifiers.stream().sorted().map(Identifier::name).collect(Collectors.joining(",")) + ";"
                + nhsNumbers.stream().map(NhsNumber::value).sorted().map(String::valueOf)
                        .collect(Collectors.joining(","));
    }

    /// Reads what [#text()] wrote.
    ///
    /// @throws IllegalArgumentException where the text is not one of ours; the message does not show it
    public static PartFindings parse(String text) {
        String[] fields = text.split(";", -1);
        if (fields.length != 4 || !fields[0].equals("1")) {
            throw new IllegalArgumentException("not the findings of a part");
        }
        try {
            return new PartFindings(list(fields[1], Lock::valueOf).stream().findFirst(),
                    Set.copyOf(list(fields[3], digits -> new NhsNumber(Long.parseLong(digits)))),
                    Set.copyOf(list(fields[2], Identifier::valueOf)));
        } catch (IllegalArgumentException _) {
            // the cause would carry the value
            throw new IllegalArgumentException("not the findings of a part");
        }
    }

    private static <T> List<T> list(String text, Function<String, T> reader) {
        return text.isEmpty() ? List.of() : Arrays.stream(text.split(",", -1)).map(reader).toList();
    }

    /// Shows counts only.
    @Override
    public String toString() {
        return "PartFindings[lock=" + lock + ", nhsNumbers=" + nhsNumbers.size() + ", identifiers=" + identifiers + "]";
    }

    /// Why a part cannot be looked into.
    public enum Lock {
        ENCRYPTED_ZIP, ENCRYPTED_OFFICE, ENCRYPTED_PDF
    }

    /// A kind of value that identifies a person.
    public enum Identifier {
        NHS_NUMBER("an NHS number"),
        POSTCODE("a full postcode"),
        DATE_OF_BIRTH("a date of birth"),
        NAME("a person's name");

        private final String words;

        Identifier(String words) {
            this.words = words;
        }

        /// To stand in a sentence: *an NHS number*.
        public String words() {
            return words;
        }
    }
}
