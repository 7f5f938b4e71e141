// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;

/// Runs the changes of a batch so that the outcome is that of running them one after the other, in as few round trips as
/// that allows: neighbours that are confined to different things advance together, and equal statements go as one batch.
final class ChangeRunner {
    private final DSLContext sql;

    ChangeRunner(DSLContext sql) {
        this.sql = sql;
    }

    /// One change under way.
    private static final class Walk {
        private final List<StateChange.Step> steps;
        private final long index;
        private int next;

        Walk(StateChange change, long index) {
            this.steps = change.steps();
            this.index = index;
        }

        /// The next statements that are equal but for their values.
        List<Due> take() {
            List<Due> taken = new ArrayList<>();
            while (next < steps.size()) {
                StateChange.Step step = steps.get(next);
                Prepared prepared = step.at(index);
                if (!taken.isEmpty() && !taken.getFirst().statement().sql().equals(prepared.sql())) {
                    break;
                }
                taken.add(new Due(prepared, step.rows()));
                next++;
            }
            return taken;
        }
    }

    private record Due(Prepared statement, OptionalInt rows) {}

    void run(List<Pending> batch, long firstIndex) throws Conflict {
        List<Walk> together = new ArrayList<>();
        Set<UUID> things = new HashSet<>();
        long index = firstIndex;
        for (Pending pending : batch) {
            StateChange change = pending.change();
            long first = index;
            index += pending.entries().size();
            if (change.steps().isEmpty()) {
                continue;
            }
            boolean joins = change.confinedTo().isPresent() && things.add(change.confinedTo().get());
            if (!joins) {
                advance(together);
                together.clear();
                things.clear();
                change.confinedTo().ifPresent(things::add);
            }
            together.add(new Walk(change, first));
            if (change.confinedTo().isEmpty()) {
                advance(together);
                together.clear();
            }
        }
        advance(together);
    }

    private void advance(List<Walk> together) throws Conflict {
        boolean more = !together.isEmpty();
        while (more) {
            Map<String, List<Due>> byText = new LinkedHashMap<>();
            for (Walk walk : together) {
                List<Due> taken = walk.take();
                if (!taken.isEmpty()) {
                    byText.computeIfAbsent(taken.getFirst().statement().sql(), _ -> new ArrayList<>()).addAll(taken);
                }
            }
            for (List<Due> equal : byText.values()) {
                execute(equal);
            }
            more = !byText.isEmpty();
        }
    }

    private void execute(List<Due> equal) throws Conflict {
        // A batch of inserts reports no counts. A plain insert needs none; one that may skip rows is sent by itself.
        if (equal.size() == 1 || equal.getFirst().statement().sql().contains("on conflict")) {
            for (Due due : equal) {
                check(due, sql.execute(due.statement().query()));
            }
            return;
        }
        BatchBindStep batch = sql.batch(equal.getFirst().statement().query());
        for (Due due : equal) {
            batch = batch.bind(due.statement().values().toArray());
        }
        int[] counts = batch.execute();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != Statement.SUCCESS_NO_INFO) {
                check(equal.get(i), counts[i]);
            }
        }
    }

    private static void check(Due due, int changed) throws Conflict {
        if (due.rows().isPresent() && due.rows().getAsInt() != changed) {
            throw new Conflict("A statement changed " + changed + " rows instead of " + due.rows().getAsInt());
        }
    }
}
