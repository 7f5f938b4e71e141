// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One value of a text, with the line on which it begins.
sealed interface Node {

    int line();

    /// What to call it in a complaint.
    String kind();

    /// Nothing was written: an empty value, `~`, `null`, a group or list of nothing but that.
    boolean isBlank();

    /// A single value as it was written; `plain` means without quotes.
    record Scalar(int line, String text, boolean plain) implements Node {
        @Override
        public String kind() {
            return "a single value";
        }

        @Override
        public boolean isBlank() {
            return plain && text.length() <= 4 && switch (text) {
                case "", "~", "null", "Null", "NULL" -> true;
                default -> false;
            };
        }
    }

    record Sequence(int line, List<Node> items) implements Node {
        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public boolean isBlank() {
            return items.isEmpty();
        }
    }

    /// A group of keys, each once, in the order in which they stand.
    final class Mapping implements Node {

        /// So many keys are looked through as fast as they are looked up.
        private static final int FEW = 12;

        private final int line;
        private final List<Entry> entries = new ArrayList<>(4);
        private @Nullable Map<String, Integer> places;

        Mapping(int line) {
            this.line = line;
        }

        /// Takes in one more key, which is not in the group yet.
        void add(Entry entry) {
            entries.add(entry);
            if (places != null) {
                places.put(entry.key(), entries.size() - 1);
            } else if (entries.size() > FEW) {
                places = new HashMap<>();
                for (int at = 0; at < entries.size(); at++) {
                    places.put(entries.get(at).key(), at);
                }
            }
        }

        List<Entry> entries() {
            return entries;
        }

        @Override
        public int line() {
            return line;
        }

        /// Where the entry of that key is; -1 where there is none.
        int find(String key) {
            if (places != null) {
                return places.getOrDefault(key, -1);
            }
            for (int at = 0; at < entries.size(); at++) {
                if (entries.get(at).key().equals(key)) {
                    return at;
                }
            }
            return -1;
        }

        @Override
        public String kind() {
            return "a group of keys";
        }

        @Override
        public boolean isBlank() {
            for (Entry entry : entries) {
                if (!entry.value().isBlank()) {
                    return false;
                }
            }
            return true;
        }
    }

    record Entry(int line, String key, Node value) {}
}
