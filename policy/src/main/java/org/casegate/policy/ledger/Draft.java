// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.casegate.crypto.tlog.Json;
import org.casegate.policy.event.Event;

/// An entry before it has its place: an event and whoever caused it; everything but index, predecessor and time. Immutable.
public final class Draft {
    /// The actor where nobody but the gateway itself acted.
    public static final String GATEWAY = "gateway";

    private static final long FORMAT = 1;

    private final SortedMap<String, Json> members;

    private Draft(SortedMap<String, Json> members) {
        this.members = members;
    }

    /// A draft whose actor is the gateway.
    ///
    /// @throws IllegalArgumentException if the event says too little
    public static Draft of(Event event) {
        SortedMap<String, Json> members = new TreeMap<>(event.members());
        members.put("v", new Json.Whole(FORMAT));
        members.put("actor", new Json.Text(GATEWAY));
        return new Draft(members);
    }

    /// Whose account acted.
    public Draft actor(String account) {
        return with("actor", new Json.Text(account));
    }

    /// The actor's agency.
    public Draft agency(String id) {
        return with("agency", new Json.Text(id));
    }

    /// The user of the gateway's own machine on whose terminal the account acted.
    public Draft machineUser(String user) {
        SortedMap<String, Json> facts = new TreeMap<>(new Json.Members(members).members("facts"));
        facts.put("machine_user", new Json.Text(user));
        return with("facts", new Json.Members(facts));
    }

    private Draft with(String name, Json value) {
        SortedMap<String, Json> more = new TreeMap<>(members);
        more.put(name, value);
        return new Draft(more);
    }

    /// The entry but for its place.
    ///
    /// @throws IllegalArgumentException if the entry would be too long
    Unplaced unplaced() {
        return new Unplaced(members, Columns.of(new Json.Members(members)), clauses().stream().distinct().toList());
    }

    String text(String name) {
        return members.get(name) instanceof Json.Text(String value) ? value : "";
    }

    /// The clauses relied on.
    List<String> clauses() {
        return members.get("clauses") instanceof Json.Items(List<Json> items)
                ? items.stream().flatMap(item -> item instanceof Json.Text(String clause)
                        ? Stream.of(clause)
                        : Stream.empty()).toList()
                : List.of();
    }

    /// The kind and nothing else: a draft may be about anybody.
    @Override
    public String toString() {
        return "Draft[" + text("kind") + ", " + text("code") + "]";
    }
}
