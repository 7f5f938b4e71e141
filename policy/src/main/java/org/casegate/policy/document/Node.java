// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.util.List;

/// One value of a text, with the line on which it begins.
sealed interface Node {

    int line();

    /// What to call it in a complaint.
    String kind();

    /// A single value as it was written; `plain` means without quotes.
    record Scalar(int line, String text, boolean plain) implements Node {
        @Override
        public String kind() {
            return "a single value";
        }
    }

    record Sequence(int line, List<Node> items) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    record Mapping(int line, List<Entry> entries) implements Node {
        @Override
        public String kind() {
            return "a group of keys";
        }
    }

    record Entry(int line, String key, Node value) {}

    /// Nothing was written: an empty value, `~`, `null`, a group or list of nothing but that.
    default boolean isBlank() {
        return switch (this) {
            case Scalar scalar -> scalar.plain() && switch (scalar.text()) {
                case "", "~", "null", "Null", "NULL" -> true;
                default -> false;
            };
            case Sequence sequence -> sequence.items().isEmpty();
            case Mapping mapping -> mapping.entries().stream().allMatch(entry -> entry.value().isBlank());
        };
    }
}
