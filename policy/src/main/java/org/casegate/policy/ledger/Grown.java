// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.SUBTREE;
import static org.jooq.impl.DSL.max;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.casegate.crypto.tlog.Frontier;
import org.casegate.crypto.tlog.Hash;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;

/// A tree that has grown, and the complete subtrees that it got meanwhile. Not for several threads.
final class Grown {
    private Frontier frontier;
    private final List<Row> completed = new ArrayList<>();

    private Grown(Frontier frontier) {
        this.frontier = frontier;
    }

    static Grown from(Frontier frontier) {
        return new Grown(frontier);
    }

    private record Row(short level, long number, Hash hash) {}

    void add(Hash leaf) {
        frontier = frontier.add(leaf,
                (level, number, hash) -> completed.add(new Row((short) level, number, hash)));
    }

    Frontier frontier() {
        return frontier;
    }

    /// Stores the subtrees that are not stored yet.
    ///
    /// @return how many there were to store
    int insertInto(DSLContext db) {
        if (completed.isEmpty()) {
            return 0;
        }
        Map<Short, Long> stored = new HashMap<>();
        db.select(SUBTREE.LEVEL, max(SUBTREE.N))
                .from(SUBTREE)
                .groupBy(SUBTREE.LEVEL)
                .forEach(row -> stored.put(row.value1(), row.value2()));
        List<Row> missing = completed.stream().filter(row -> row.number() > stored.getOrDefault(row.level(), -1L))
                .toList();
        if (missing.isEmpty()) {
            return 0;
        }
        BatchBindStep insert = db.batch(db.insertInto(SUBTREE, SUBTREE.LEVEL, SUBTREE.N, SUBTREE.HASH)
                .values((short) 1, 0L, new byte[0])
                .onConflictDoNothing());
        for (Row row : missing) {
            insert = insert.bind(row.level(), row.number(), row.hash().bytes());
        }
        insert.execute();
        return missing.size();
    }
}
