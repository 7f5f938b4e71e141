// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The values found, and the complaints about them: reading goes on after a bad value, so that all are mended at once.
final class Values {
    private final Path file;
    private final Map<Key, Value> found = new EnumMap<>(Key.class);
    private final List<String> complaints = new ArrayList<>();

    /// @param where the line in the file, or the environment variable
    record Value(String text, String where) {}

    Values(Path file) {
        this.file = file;
    }

    void put(Key key, String text, String where) {
        found.put(key, new Value(text, where));
    }

    boolean has(Key key) {
        return found.containsKey(key);
    }

    void complain(String where, String sentence) {
        complaints.add(where + ": " + sentence);
    }

    /// @throws BadConfig if there was any complaint
    void settle() throws BadConfig {
        if (!complaints.isEmpty()) {
            throw new BadConfig(complaints);
        }
    }

    String text(Key key) {
        Value value = found.get(key);
        if (value == null) {
            complain(file.toString(),
                    "the key `%s` is missing (or the environment variable %s)".formatted(key.path(), key.variable()));
            return "";
        }
        return value.text();
    }

    String text(Key key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /// A path is read from the folder of the configuration file, so that a home can be moved as a whole.
    Path path(Key key) {
        return folder().resolve(text(key)).normalize();
    }

    Path path(Key key, String otherwise) {
        return folder().resolve(text(key, otherwise)).normalize();
    }

    Optional<Path> pathIfGiven(Key key) {
        return has(key) ? Optional.of(path(key)) : Optional.empty();
    }

    int port(Key key, int otherwise, int least) {
        String text = text(key, Integer.toString(otherwise));
        if (text.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= least && port <= 65_535) {
                return port;
            }
        }
        reject(key, text, "a port from %d to 65535".formatted(least));
        return otherwise;
    }

    boolean flag(Key key, boolean otherwise) {
        String text = text(key, Boolean.toString(otherwise));
        if (!text.equals("true") && !text.equals("false")) {
            reject(key, text, "true or false");
        }
        return text.equals("true");
    }

    /// A value in a form of its own; nothing where it is not given, or is complained about.
    <T> Optional<T> value(Key key, Function<String, Optional<T>> parse, String accepted) {
        if (!has(key)) {
            return Optional.empty();
        }
        String text = text(key);
        Optional<T> value = parse.apply(text);
        if (value.isEmpty()) {
            reject(key, text, accepted);
        }
        return value;
    }

    /// The same of a key that must be given.
    <T> Optional<T> need(Key key, Function<String, Optional<T>> parse, String accepted) {
        if (!has(key)) {
            text(key); // complains
        }
        return value(key, parse, accepted);
    }

    /// The keys of a group that are given.
    List<Key> within(String group) {
        return found.keySet().stream().filter(key -> key.path().startsWith(group + ".")).toList();
    }

    /// Complains of a key that is given and does not belong there.
    void refuse(Key key, String sentence) {
        Value value = found.get(key);
        if (value != null) {
            complain(value.where(), "`%s` %s".formatted(key.path(), sentence));
        }
    }

    /// Whole days, as ISO 8601 writes them.
    Duration days(Key key, String otherwise, int most) {
        String text = text(key, otherwise);
        try {
            Duration duration = Duration.parse(text);
            if (duration.toDays() >= 1 && duration.toDays() <= most
                    && duration.equals(Duration.ofDays(duration.toDays()))) {
                return duration;
            }
        } catch (DateTimeParseException _) {
            // said below, with the other ways to be wrong
        }
        reject(key, text, "whole days from P1D to P%dD".formatted(most));
        return Duration.parse(otherwise);
    }

    void require(Key key, String accepted) {
        String text = text(key);
        if (has(key) && !text.equals(accepted)) {
            reject(key, text, accepted);
        }
    }

    private void reject(Key key, String text, String accepted) {
        Value value = found.get(key);
        String where = value == null ? file.toString() : value.where();
        complain(where, "`%s` is `%s`; accepted is %s".formatted(key.path(), text, accepted));
    }

    private Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
