// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.crypto.tlog.Salt;
import org.casegate.policy.event.About;
import org.casegate.policy.event.PackEvent;
import org.casegate.policy.event.Under;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.StateChange;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// Appenders that each wait for one append before the next, on one node of the gateway or on several.
final class Appenders {
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final int PACKS = 1_000_000;
    private static final String HASH = "ab".repeat(32);
    private static final Table<?> PACK = DSL.table(DSL.name("bench", "pack"));
    private static final Table<?> RECIPIENT = DSL.table(DSL.name("bench", "recipient"));
    private static final Field<Long> ID = DSL.field(DSL.name("id"), Long.class);
    private static final Field<String> STATE = DSL.field(DSL.name("state"), String.class);
    private static final Field<OffsetDateTime> DECIDED = DSL.field(DSL.name("decided"),
            OffsetDateTime.class);
    private static final Field<Long> OF_PACK = DSL.field(DSL.name("pack"), Long.class);
    private static final Field<String> ACCOUNT = DSL.field(DSL.name("account"), String.class);

    private final List<Ledger> nodes;
    private final boolean changing;
    private final SecureRandom secrets = new SecureRandom();
    private final AtomicLong next = new AtomicLong();
    private final LongAdder done = new LongAdder();
    private volatile boolean stopped;

    /// @param changing whether each entry comes with its change of state
    Appenders(List<Ledger> nodes, boolean changing) {
        this.nodes = nodes;
        this.changing = changing;
    }

    /// Appends per second, all nodes together.
    double run(int perNode, Duration measured) throws InterruptedException, ExecutionException {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Ledger node : nodes) {
                for (int i = 0; i < perNode; i++) {
                    running.add(threads.submit(() -> appendTo(node)));
                }
            }
            Thread.sleep(WARM_UP);
            long before = done.sum();
            long begun = System.nanoTime();
            Thread.sleep(measured);
            double rate = (done.sum() - before) * 1e9 / (System.nanoTime() - begun);
            stopped = true;
            for (Future<?> each : running) {
                each.get();
            }
            return rate;
        }
    }

    private Object appendTo(Ledger node) throws Exception {
        while (!stopped) {
            long number = next.getAndIncrement();
            node.append(draft(number), changing ? change(1 + number % PACKS) : StateChange.none());
            done.increment();
        }
        return node;
    }

    private Draft draft(long number) {
        PackEvent.Judgement judged = new PackEvent.Judgement(new Under("staffordshire", "1.1"),
                new About(new UUID(number, ~number),
                        Map.of("case", Commitment.to(Salt.random(secrets), "case", "SSCB-RR-2026-014"))),
                List.of(), OptionalInt.empty(), List.of(), 1, HASH, "ST-2026-000001", 1);
        return Draft.of(new PackEvent.Accepted(judged, List.of("ST 4.0"), List.of("sccsc-duty-worker"), List.of(),
                List.of(), Optional.empty())).actor("sp-review-officer").agency("staffordshire-police");
    }

    private static StateChange change(long pack) {
        return StateChange.none()
                .with(DSL.update(PACK).set(STATE, "ACCEPTED").set(DECIDED, DSL.currentOffsetDateTime())
                        .where(ID.eq(pack)), 1)
                .with(DSL.insertInto(RECIPIENT, OF_PACK, ACCOUNT).values(pack, "sccsc-duty-worker"), 1)
                .confinedTo(new UUID(0, pack));
    }
}
