// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.change;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.casegate.policy.document.JsonText;
import org.casegate.policy.register.Fact;
import org.casegate.policy.register.Setting;

/// One thing that two registers say differently.
///
/// @param id     of the item, as in [Fact]
/// @param path   the key within the item; a setting and a retention class have two steps, the item as a whole none
/// @param before what the first register says, as a tree; empty where it says nothing
/// @param after  what the second says
public record Difference(Fact.Kind kind, String id, List<String> path, Optional<Object> before,
        Optional<Object> after) {
    static final String SETTINGS = "settings";
    static final String RETENTION = "retention_classes";

    public Difference {
        path = List.copyOf(path);
    }

    /// The whole item comes or goes.
    public boolean whole() {
        return path.isEmpty();
    }

    /// Whether it is this key of an item of this kind.
    public boolean is(Fact.Kind itsKind, String key) {
        return kind == itsKind && !path.isEmpty() && path.getFirst().equals(key);
    }

    /// The setting that differs.
    public Optional<Setting> setting() {
        return is(Fact.Kind.AGREEMENT, SETTINGS) && path.size() == 2 ? Setting.find(path.getLast()) : Optional.empty();
    }

    /// The name of the retention class that differs.
    public Optional<String> retentionClass() {
        return is(Fact.Kind.AGREEMENT, RETENTION) && path.size() == 2 ? Optional.of(path.getLast()) : Optional.empty();
    }

    /// The place of a membership or agreement: `staffordshire` of `staffordshire/cafcass`.
    public Optional<String> agreement() {
        return switch (kind) {
            case AGREEMENT -> Optional.of(id);
            case MEMBERSHIP -> Optional.of(id.substring(0, id.indexOf('/')));
            case GATEWAY, AGENCY, ACCOUNT -> Optional.empty();
        };
    }

    /// What a tree says under a key.
    public static Optional<Object> member(Optional<Object> tree, String key) {
        return tree.orElse("") instanceof Map<?, ?> map ? Optional.ofNullable(map.get(key)) : Optional.empty();
    }

    /// In words, for whoever applies it.
    public String inWords() {
        String where = kind == Fact.Kind.GATEWAY
                ? "gateway"
                : kind.name().toLowerCase(Locale.ROOT) + " " + id;
        if (whole()) {
            return (after.isPresent() ? "+ " : "- ") + where;
        }
        String key = where + ", " + String.join(".", path) + ": ";
        if (before.isEmpty()) {
            return "+ " + key + printed(after);
        }
        return after.isEmpty() ? "- " + key + printed(before) : "~ " + key + printed(before) + " -> " + printed(after);
    }

    private static String printed(Optional<Object> value) {
        return value.map(tree -> tree instanceof String text ? text : JsonText.of(tree)).orElse("nothing");
    }
}
