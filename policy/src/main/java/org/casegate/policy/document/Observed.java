// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a reader asked of one group of keys, learnt by watching it read: so a description of a format is drawn from the
/// reader itself and cannot say anything else.
public final class Observed {

    private final Map<String, Kind> asked = new LinkedHashMap<>();
    private final Map<String, String> needed = new LinkedHashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, List<Observed>> inside = new HashMap<>();
    private boolean open;

    Observed() {}

    /// The keys that were asked for, in the order of asking, with what each takes.
    public Map<String, Kind> asked() {
        return new LinkedHashMap<>(asked);
    }

    /// The keys without which the group is not read, with what is wanted in words.
    public Map<String, String> needed() {
        return new LinkedHashMap<>(needed);
    }

    /// The single value that stands under the key, as text.
    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// The group under the key, or the groups of the list under it.
    public List<Observed> inside(String key) {
        return List.copyOf(inside.getOrDefault(key, List.of()));
    }

    /// The names of the group's keys are data.
    public boolean isOpen() {
        return open;
    }

    void noteOpen() {
        open = true;
    }

    void note(String key, Kind kind) {
        // the first answer is the closest one: a choice is read by way of a text
        asked.putIfAbsent(key, kind);
    }

    void noteNeeded(String key, String accepted) {
        needed.putIfAbsent(key, accepted);
    }

    void noteValue(String key, String value) {
        values.putIfAbsent(key, value);
    }

    Observed into(String key) {
        Observed child = new Observed();
        inside.computeIfAbsent(key, _ -> new ArrayList<>()).add(child);
        return child;
    }

    /// What stands under a key.
    public sealed interface Kind {

        /// Text in a form that is told in words.
        record Text(String accepted) implements Kind {}

        /// One of these words.
        record Choice(List<String> codes) implements Kind {
            public Choice {
                codes = List.copyOf(codes);
            }
        }

        /// `true` or `false`.
        record Flag() implements Kind {}

        /// A whole number.
        record Whole(int least, int most) implements Kind {}

        /// A list of single values.
        record Many(Kind of) implements Kind {}

        /// A group of keys.
        record Group() implements Kind {}

        /// A list of groups.
        record Groups() implements Kind {}
    }
}
