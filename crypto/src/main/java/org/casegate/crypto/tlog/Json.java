// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// The values an entry may hold: less than JSON has, so that each value has one spelling. No fractions, nothing negative, no
/// `false` and no `null`: what is absent is absent.
public sealed interface Json {
    /// Largest whole number: every JSON reader has it exactly.
    long MAX_WHOLE = (1L << 53) - 1;

    /// Text of well-formed Unicode.
    record Text(String value) implements Json {
        public Text {
            if (!wellFormed(value)) {
                throw new IllegalArgumentException("Text with half a surrogate pair has no UTF-8 form");
            }
        }

        private static boolean wellFormed(String text) {
            return text.codePoints()
                    .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
        }
    }

    /// A whole number.
    ///
    /// @param value from 0 to [#MAX_WHOLE]
    record Whole(long value) implements Json {
        public Whole {
            if (value < 0 || value > MAX_WHOLE) {
                throw new IllegalArgumentException("A whole number is from 0 to " + MAX_WHOLE + ", not " + value);
            }
        }
    }

    /// `true`.
    record True() implements Json {}

    /// An array.
    record Items(List<Json> values) implements Json {
        public Items {
            values = List.copyOf(values);
        }
    }

    /// An object.
    ///
    /// @param values by name, in order; names are printable ASCII without quote and backslash
    record Members(SortedMap<String, Json> values) implements Json {
        public Members {
            values.keySet().forEach(Members::requireName);
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }

        /// An object of these members, in whatever order.
        public static Members of(Map<String, ? extends Json> values) {
            return new Members(new TreeMap<>(values));
        }

        private static void requireName(String name) {
            if (!name.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '"' && c != '\\')) {
                throw new IllegalArgumentException(
                        "The name of a member is printable ASCII without quote and backslash");
            }
        }

        /// The text of that name, where there is one.
        public Optional<String> text(String name) {
            return values.get(name) instanceof Text(String value) ? Optional.of(value) : Optional.empty();
        }

        /// The whole number of that name, where there is one.
        public OptionalLong whole(String name) {
            return values.get(name) instanceof Whole(long value) ? OptionalLong.of(value) : OptionalLong.empty();
        }

        /// The array of that name, empty where there is none.
        public List<Json> items(String name) {
            return values.get(name) instanceof Items(List<Json> items) ? items : List.of();
        }

        /// The members of the object of that name, empty where there is none.
        public SortedMap<String, Json> members(String name) {
            return values.get(name) instanceof Members(SortedMap<String, Json> members)
                    ? members
                    : Collections.emptySortedMap();
        }
    }
}
