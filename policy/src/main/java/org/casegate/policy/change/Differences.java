// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.change;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.register.Fact;
import org.casegate.policy.register.Item;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterFacts;
import org.casegate.policy.register.RegisterFile;
import org.casegate.policy.register.RegisterParser;
import org.jspecify.annotations.Nullable;

/// Takes two registers apart, and puts differences into a third.
public final class Differences {
    /// What an item must have to be one. An agreement begins as a draft, so that putting it in force is a difference of its own.
    private static final Map<Fact.Kind, List<String>> CORE = Map.of(Fact.Kind.GATEWAY, List.of(), Fact.Kind.AGENCY,
            List.of("id", "name"), Fact.Kind.MEMBERSHIP, List.of("agreement", "agency"), Fact.Kind.ACCOUNT,
            List.of("id", "agency", "kind", "roles"), Fact.Kind.AGREEMENT, List.of("agreement", "version", "state"));
    private static final String STATE = "state";
    private static final String DRAFT = "DRAFT";

    private Differences() {}

    /// What the second says otherwise, by kind and item; one thing each, so that each can need another approval.
    public static List<Difference> between(Register first, Register second) {
        Map<Key, Item> before = byKey(first);
        Map<Key, Item> after = byKey(second);
        Set<Key> keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(before.keySet());
        List<Difference> all = new ArrayList<>();
        keys.stream().sorted().forEach(key -> all.addAll(
                of(key, Optional.ofNullable(before.get(key)), Optional.ofNullable(after.get(key)))));
        return all;
    }

    /// The register with these differences put in.
    ///
    /// @return nothing where it no longer says what a difference starts from
    /// @throws IllegalArgumentException if what comes out is no register
    public static Optional<Register> apply(Register base, List<Difference> differences) {
        Map<Key, Map<String, Object>> items = new LinkedHashMap<>();
        byKey(base).forEach((key, item) -> items.put(key, new LinkedHashMap<>(item.tree())));
        for (Difference difference : differences) {
            if (!put(items, difference)) {
                return Optional.empty();
            }
        }
        List<Fact> facts = items.entrySet().stream().map(
                entry -> RegisterFacts.fact(new Item(entry.getKey().kind(), entry.getKey().id(), entry.getValue())))
                .toList();
        return Optional.of(checked(RegisterFacts.read(base.revision(), facts).orThrow()));
    }

    /// What holds between items is checked by whoever reads a register file.
    private static Register checked(Register register) {
        byte[] yaml = RegisterFacts.yaml(new RegisterFile(register, List.of(), List.of()))
                .getBytes(StandardCharsets.UTF_8);
        switch (RegisterParser.parse(yaml)) {
            case Parsed.Good<RegisterFile> _ -> {
                return register;
            }
            case Parsed.Bad<RegisterFile> bad -> throw new IllegalArgumentException(
                    bad.complaints().stream().map(each -> each.key() + " " + each.sentence()).findFirst()
                            .orElseThrow());
        }
    }

    private static boolean put(Map<Key, Map<String, Object>> items, Difference difference) {
        Key key = new Key(difference.kind(), difference.id());
        Map<String, Object> item = items.get(key);
        if (difference.whole()) {
            if (difference.after().isPresent()) {
                return items.putIfAbsent(key, copy(difference.after().get())) == null;
            }
            return items.remove(key) != null;
        }
        if (item == null || !value(item, difference.path()).equals(difference.before())) {
            return false;
        }
        String first = difference.path().getFirst();
        if (difference.path().size() == 1) {
            set(item, first, difference.after());
        } else {
            Map<String, Object> inner = inner(item, first);
            set(inner, difference.path().getLast(), difference.after());
            item.put(first, first.equals(Difference.RETENTION) ? List.copyOf(new TreeMap<>(inner).values()) : inner);
        }
        return true;
    }

    private static void set(Map<String, Object> tree, String key, Optional<Object> value) {
        if (value.isPresent()) {
            tree.put(key, value.get());
        } else {
            tree.remove(key);
        }
    }

    private static Map<String, Object> copy(Object tree) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> copy.put((String) key, value));
        }
        return copy;
    }

    private static Optional<Object> value(Map<String, Object> item, List<String> path) {
        return path.size() == 1
                ? Optional.ofNullable(item.get(path.getFirst()))
                : Optional.ofNullable(inner(item, path.getFirst()).get(path.getLast()));
    }

    private static List<Difference> of(Key key, Optional<Item> before, Optional<Item> after) {
        List<Difference> found = new ArrayList<>();
        if (after.isEmpty()) {
            found.add(new Difference(key.kind(), key.id(), List.of(), before.map(Item::tree), Optional.empty()));
            return found;
        }
        Map<String, Object> old = before.map(Item::tree).orElseGet(() -> core(key.kind(), after.get().tree()));
        if (before.isEmpty()) {
            found.add(new Difference(key.kind(), key.id(), List.of(), Optional.empty(), Optional.of(old)));
        }
        Map<String, Object> tree = after.get().tree();
        Stream.concat(tree.keySet().stream(), old.keySet().stream().filter(name -> !tree.containsKey(name)))
                .forEach(name -> found.addAll(of(key, name, old, tree)));
        return found;
    }

    private static List<Difference> of(Key key, String name, Map<String, Object> old, Map<String, Object> tree) {
        boolean nested = key.kind() == Fact.Kind.AGREEMENT
                && (name.equals(Difference.SETTINGS) || name.equals(Difference.RETENTION));
        if (!nested) {
            return difference(key, List.of(name), old.get(name), tree.get(name)).stream().toList();
        }
        Map<String, Object> oldInner = inner(old, name);
        Map<String, Object> newInner = inner(tree, name);
        Set<String> names = new LinkedHashSet<>(newInner.keySet());
        names.addAll(oldInner.keySet());
        return names.stream().sorted()
                .flatMap(each -> difference(key, List.of(name, each), oldInner.get(each), newInner.get(each)).stream())
                .toList();
    }

    private static Optional<Difference> difference(Key key, List<String> path, @Nullable Object old,
            @Nullable Object fresh) {
        Optional<Object> before = Optional.ofNullable(old);
        Optional<Object> after = Optional.ofNullable(fresh);
        return before.equals(after)
                ? Optional.empty()
                : Optional.of(new Difference(key.kind(), key.id(), path, before, after));
    }

    /// Settings by name, retention classes by theirs.
    private static Map<String, Object> inner(Map<String, Object> item, String name) {
        Map<String, Object> inner = new LinkedHashMap<>();
        switch (item.get(name)) {
            case Map<?, ?> map -> map.forEach((key, value) -> inner.put((String) key, value));
            case List<?> list -> list.forEach(each -> {
                if (each instanceof Map<?, ?> map && map.get("class") instanceof String itsName) {
                    inner.put(itsName, each);
                }
            });
            case null, default -> inner.clear();
        }
        return inner;
    }

    private static Map<String, Object> core(Fact.Kind kind, Map<String, Object> tree) {
        Map<String, Object> core = new LinkedHashMap<>();
        CORE.getOrDefault(kind, List.of()).forEach(name -> {
            Object value = tree.get(name);
            if (value != null) {
                core.put(name, name.equals(STATE) ? DRAFT : value);
            }
        });
        return core;
    }

    private static Map<Key, Item> byKey(Register register) {
        Map<Key, Item> items = new LinkedHashMap<>();
        RegisterFacts.items(register).forEach(item -> items.put(new Key(item.kind(), item.id()), item));
        return items;
    }

    private record Key(Fact.Kind kind, String id) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return kind == other.kind ? id.compareTo(other.id) : kind.compareTo(other.kind);
        }
    }
}
