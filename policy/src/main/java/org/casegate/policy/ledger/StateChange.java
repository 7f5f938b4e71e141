// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jooq.Query;

/// What must become true in the database if, and only if, the entry does: statements in order, each with the number of rows
/// that it must change. Data, not code, because the sequencer may run it twice and together with others. Immutable.
public final class StateChange {
    private static final StateChange NONE = new StateChange(List.of(), Optional.empty());

    private final List<Step> steps;
    private final Optional<UUID> confinedTo;

    private StateChange(List<Step> steps, Optional<UUID> confinedTo) {
        this.steps = steps;
        this.confinedTo = confinedTo;
    }

    /// @param rows the number that must change, empty for any
    record Step(LongFunction<Query> query, Optional<Prepared> prepared, OptionalInt rows) {
        Prepared at(long index) {
            return prepared.orElseGet(() -> Prepared.of(query.apply(index)));
        }
    }

    /// No change but the entry.
    public static StateChange none() {
        return NONE;
    }

    /// And this statement, which must change so many rows.
    public StateChange with(Query query, int rows) {
        return plus(new Step(_ -> query, Optional.of(Prepared.of(query)), OptionalInt.of(rows)));
    }

    /// And this statement, which may change any number of rows.
    public StateChange withAny(Query query) {
        return plus(new Step(_ -> query, Optional.of(Prepared.of(query)), OptionalInt.empty()));
    }

    /// And these statements, each of which may change any number of rows.
    public StateChange withAll(Collection<? extends Query> queries) {
        StateChange all = this;
        for (Query query : queries) {
            all = all.withAny(query);
        }
        return all;
    }

    /// And a statement that holds the entry's index. It may be asked for more than once, with different indexes.
    public StateChange withIndex(LongFunction<Query> query, int rows) {
        return plus(new Step(query, Optional.empty(), OptionalInt.of(rows)));
    }

    /// And a statement that holds the entry's index, which may change any number of rows.
    public StateChange withIndex(LongFunction<Query> query) {
        return plus(new Step(query, Optional.empty(), OptionalInt.empty()));
    }

    /// This change, then the other. What either was confined to must be said again.
    public StateChange and(StateChange other) {
        List<Step> both = new ArrayList<>(steps);
        both.addAll(other.steps);
        return new StateChange(List.copyOf(both), Optional.empty());
    }

    /// A promise that every row read or written here belongs to this one thing (a pack, say). Changes confined to different
    /// things are sent to the database together, statement by statement, which is several times as fast; all others run
    /// one after the other. Do not promise it of a change that touches what several share: a counter, a quota, the register.
    public StateChange confinedTo(UUID thing) {
        return new StateChange(steps, Optional.of(thing));
    }

    private StateChange plus(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new StateChange(List.copyOf(longer), confinedTo);
    }

    List<Step> steps() {
        return steps;
    }

    Optional<UUID> confinedTo() {
        return confinedTo;
    }
}
