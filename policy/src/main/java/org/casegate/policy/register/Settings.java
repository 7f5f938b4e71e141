// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casegate.policy.document.Fields;

/// Settings that somebody has given a value; the rest is left to whoever asks.
public record Settings(Map<Setting, String> values) {

    /// Nothing is set.
    public static final Settings NONE = new Settings(Map.of());

    public Settings {
        values = Map.copyOf(values);
        values.forEach((setting, value) -> {
            if (!setting.takes(value)) {
                throw new IllegalArgumentException(setting.key() + " takes " + setting.accepted());
            }
        });
    }

    /// Reads settings by name; unknown names and values that are not taken are complained about.
    public static Settings read(Fields fields) {
        Map<Setting, String> known = new EnumMap<>(Setting.class);
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

    public Optional<String> value(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    public boolean is(Setting setting, String value) {
        return value.equals(values.get(setting));
    }

    /// Whether every one of these settings has here the value that it has there, or has it in its list.
    public boolean include(Settings others) {
        return others.values.entrySet().stream().allMatch(other -> is(other.getKey(), other.getValue())
                || codes(other.getKey()).contains(other.getValue()));
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
        Map<Setting, String> both = new EnumMap<>(Setting.class);
        both.putAll(others.values);
        both.putAll(values);
        return new Settings(both);
    }
}
