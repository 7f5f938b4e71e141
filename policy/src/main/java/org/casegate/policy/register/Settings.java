// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casegate.policy.document.Fields;
import org.jspecify.annotations.Nullable;

/// Settings that somebody has given a value; the rest is left to whoever asks. Immutable.
public final class Settings {

    /// Nothing is set.
    public static final Settings NONE = new Settings(Map.of());

    private final EnumMap<Setting, String> values;

    /// These settings.
    ///
    /// @throws IllegalArgumentException where a setting does not take its value
    public Settings(Map<Setting, String> values) {
        this(new EnumMap<>(Setting.class));
        this.values.putAll(values);
        values.forEach((setting, value) -> {
            if (!setting.takes(value)) {
                throw new IllegalArgumentException(setting.key() + " takes " + setting.accepted());
            }
        });
    }

    /// Takes the map over; every value in it has been looked at.
    private Settings(EnumMap<Setting, String> values) {
        this.values = values;
    }

    /// Reads settings by name; unknown names and values that are not taken are complained about.
    public static Settings read(Fields fields) {
        EnumMap<Setting, String> known = new EnumMap<>(Setting.class);
        fields.names().stream().filter(key -> Setting.find(key).isEmpty()).forEach(
                key -> fields.complain(key, "is not a known setting; known settings: " + Setting.keys()));
        fields.entries().forEach((key, value) -> Setting.find(key).ifPresent(setting -> {
            if (setting.takes(value)) {
                known.put(setting, value);
            } else {
                fields.complain(key, "has a value that is not accepted; accepted: " + setting.accepted());
            }
        }));
        return new Settings(known);
    }

    /// All of them, by setting.
    public Map<Setting, String> values() {
        return Collections.unmodifiableMap(values);
    }

    public Optional<String> value(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    public boolean is(Setting setting, String value) {
        return value.equals(values.get(setting));
    }

    /// Whether every one of these settings has here the value that it has there, or has it in its list.
    public boolean include(Settings others) {
        for (Map.Entry<Setting, String> other : others.values.entrySet()) {
            if (!is(other.getKey(), other.getValue()) && !codes(other.getKey()).contains(other.getValue())) {
                return false;
            }
        }
        return true;
    }

    /// The codes of a list; empty where nothing is set.
    public List<String> codes(Setting setting) {
        String value = values.getOrDefault(setting, "");
        return value.isEmpty() ? List.of() : List.of(value.split(",", -1));
    }

    /// The same with one setting set.
    public Settings with(Setting setting, String value) {
        return new Settings(Map.of(setting, value)).orElse(this);
    }

    /// These settings, and those of `others` where these say nothing.
    public Settings orElse(Settings others) {
        EnumMap<Setting, String> both = new EnumMap<>(others.values);
        both.putAll(values);
        return new Settings(both);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Settings other && values.equals(other.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Settings" + values;
    }
}
