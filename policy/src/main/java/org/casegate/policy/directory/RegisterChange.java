// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.casegate.schema.tables.register.Tables.FACT;
import static org.casegate.schema.tables.register.Tables.HEAD;
import static org.casegate.schema.tables.register.Tables.REVISION;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.Fact;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterFacts;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The difference between two registers, and what the database must do to go from one to the other. It takes effect only
/// with the ledger entry that says so, and only if nobody changed the register in between.
///
/// @param from  the revision that was looked at
/// @param to    the revision that the change makes; the same as `from` when nothing differs
/// @param items what differs, by kind and id
public record RegisterChange(long from, long to, List<Item> items) {
    public RegisterChange {
        items = List.copyOf(items);
    }

    /// What happens to an item.
    public enum Effect {
        ADDED, CHANGED, REMOVED
    }

    /// One item that differs, as it shall be (as it was, when it is removed).
    public record Item(Effect effect, Fact fact) {}

    /// What leads from one register to another.
    ///
    /// @param base   as read from the [Directory]: its revision is the one that must still be current
    /// @param wanted its revision does not matter
    public static RegisterChange between(Register base, Register wanted) {
        Map<Key, Fact> before = byKey(base);
        Map<Key, Fact> after = byKey(wanted);
        List<Item> items = new ArrayList<>();
        after.forEach((key, fact) -> {
            Fact old = before.get(key);
            if (old == null) {
                items.add(new Item(Effect.ADDED, fact));
            } else if (!old.equals(fact)) {
                items.add(new Item(Effect.CHANGED, fact));
            }
        });
        before.forEach((key, fact) -> {
            if (!after.containsKey(key)) {
                items.add(new Item(Effect.REMOVED, fact));
            }
        });
        items.sort(Comparator.comparing((Item item) -> item.fact().kind()).thenComparing(item -> item.fact().id()));
        return new RegisterChange(base.revision(), items.isEmpty() ? base.revision() : base.revision() + 1, items);
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    /// For the ledger: conflicts if the register is no longer at [#from]. The revision goes by the time and the actor of the
    /// entry, the first of several. Nothing when nothing differs.
    public StateChange change() {
        StateChange change = StateChange.none();
        for (Query query : queries()) {
            change = change.with(query, 1);
        }
        return isEmpty()
                ? change
                : change.withIndex(
                        entry -> DSL.insertInto(REVISION, REVISION.REVISION_, REVISION.ENTRY).values(to, entry),
                        1);
    }

    /// For the ledger, where nothing of the register itself differs but what stands beside it and is judged by as well: a new
    /// revision all the same, so that whoever judged by the one before looks again.
    static StateChange beside(Register base) {
        long next = base.revision() + 1;
        return StateChange.none()
                .with(DSL.update(HEAD).set(HEAD.REVISION, next).where(HEAD.REVISION.eq(base.revision())), 1)
                .withIndex(entry -> DSL.insertInto(REVISION, REVISION.REVISION_, REVISION.ENTRY).values(next, entry),
                        1);
    }

    /// Statements that must change one row each.
    List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        if (!isEmpty()) {
            queries.add(DSL.update(HEAD).set(HEAD.REVISION, to).where(HEAD.REVISION.eq(from)));
        }
        for (Item item : items) {
            Fact fact = item.fact();
            if (item.effect() != Effect.ADDED) {
                queries.add(DSL.update(FACT)
                        .set(FACT.UNTIL, to)
                        .where(FACT.KIND.eq(fact.kind().name()), FACT.ID.eq(fact.id()), FACT.UNTIL.isNull()));
            }
            if (item.effect() != Effect.REMOVED) {
                queries.add(DSL.insertInto(FACT, FACT.KIND, FACT.ID, FACT.SINCE, FACT.BODY)
                        .values(fact.kind().name(), fact.id(), to, JSONB.valueOf(fact.json())));
            }
        }
        return queries;
    }

    private static Map<Key, Fact> byKey(Register register) {
        Map<Key, Fact> facts = new LinkedHashMap<>();
        if (register.revision() > 0 || !register.sameContent(Register.empty())) {
            RegisterFacts.of(register).forEach(fact -> facts.put(new Key(fact.kind(), fact.id()), fact));
        }
        return facts;
    }

    private record Key(Fact.Kind kind, String id) {}
}
