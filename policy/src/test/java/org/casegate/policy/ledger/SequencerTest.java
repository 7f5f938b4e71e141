// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.schema.tables.ledger.Tables.SUBJECT_KEY;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.casegate.policy.event.SomeEvents;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SequencerTest {
    private LedgerFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new LedgerFixture();
    }

    @AfterEach
    void verify() {
        fixture.assertVerifies();
        fixture.close();
    }

    @Test
    void threeNodesAtOnceMakeOneChainWithoutGaps() throws Exception {
        Map<Long, Appended> places = new ConcurrentHashMap<>();
        List<Ledger> nodes = new ArrayList<>();
        List<Database> pools = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            pools.add(TestDatabase.again(fixture.database));
            nodes.add(Ledger.start(pools.getLast(), fixture.clock, fixture.signer));
        }
        try (ExecutorService appenders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                Ledger node = nodes.get(i % 3);
                running.add(appenders.submit(() -> {
                    for (int n = 0; n < 20; n++) {
                        LedgerFixture.Pack pack = fixture.accept(node, "SSCB-RR-2026-014");
                        places.put(pack.appended().index(), pack.appended());
                    }
                    return true;
                }));
            }
            for (Future<?> appender : running) {
                appender.get();
            }
        }
        nodes.forEach(Ledger::close);
        pools.forEach(Database::close);

        assertThat(places).hasSize(480);
        assertThat(places.keySet()).containsAll(java.util.stream.LongStream.rangeClosed(1, 480).boxed().toList());
        assertThat(fixture.entries()).isEqualTo(481);
        assertThat(fixture.audit().checked()).containsEntry("entries", 481L).containsEntry("openings", 960L);
    }

    @Test
    void severalEntriesOfOneChangeStandTogetherOrNotAtAll() throws Exception {
        Subject subject = fixture.openings.create();
        List<Draft> drafts = List.of(Draft.of(SomeEvents.reviewed()), Draft.of(SomeEvents.registerLoaded()),
                Draft.of(SomeEvents.noticeRetried()));
        try (Ledger ledger = fixture.ledger()) {
            List<Appended> places = ledger.append(drafts, StateChange.none().with(subject.insert(), 1));

            assertThat(places).extracting(Appended::index).containsExactly(1L, 2L, 3L);
            assertThatThrownBy(() -> ledger.append(drafts, StateChange.none().with(subject.insert(), 1)))
                    .isInstanceOf(Conflict.class);
            assertThat(fixture.entries()).isEqualTo(4);
            assertThatThrownBy(() -> ledger.append(List.of(), StateChange.none()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aFailingChangeAmidABatchFailsAlone() throws Exception {
        UUID taken = UUID.randomUUID();
        try (Ledger ledger = fixture.ledger()) {
            ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none().with(subject(taken), 1));
            List<Future<Appended>> answers = new ArrayList<>();
            try (ExecutorService appenders = Executors.newVirtualThreadPerTaskExecutor()) {
                inOneBatch(() -> {
                    for (int i = 0; i < 20; i++) {
                        UUID id = i == 7 ? taken : UUID.randomUUID();
                        answers.add(appenders.submit(() -> ledger.append(Draft.of(SomeEvents.reviewed()),
                                StateChange.none().with(subject(id), 1).confinedTo(id))));
                    }
                });
            }

            for (int i = 0; i < 20; i++) {
                Future<Appended> answer = answers.get(i);
                if (i == 7) {
                    assertThatThrownBy(answer::get).hasCauseInstanceOf(Conflict.class);
                } else {
                    assertThat(answer.get().index()).isBetween(2L, 20L);
                }
            }
            assertThat(fixture.entries()).isEqualTo(21);
            assertThat(fixture.database.query().fetchCount(SUBJECT_KEY)).isEqualTo(20);
        }
    }

    @Test
    void entriesOfOneChangeStandTogetherAmidABatch() throws Exception {
        List<Draft> two = List.of(Draft.of(SomeEvents.downloaded()),
                Draft.of(SomeEvents.accepted(SomeEvents.STAFFORDSHIRE)));
        try (Ledger ledger = fixture.ledger()) {
            List<Future<List<Appended>>> answers = new ArrayList<>();
            try (ExecutorService appenders = Executors.newVirtualThreadPerTaskExecutor()) {
                inOneBatch(() -> {
                    for (int i = 0; i < 10; i++) {
                        answers.add(appenders.submit(() -> ledger.append(two, StateChange.none()
                                .withIndex(index -> subject(new UUID(0, index)), 1))));
                        var _ = appenders.submit(
                                () -> ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none()));
                    }
                });
            }

            for (Future<List<Appended>> answer : answers) {
                long index = answer.get().getFirst().index();
                assertThat(answer.get()).extracting(Appended::index).containsExactly(index, index + 1);
                assertThat(fixture.queries(ledger).entry(index).orElseThrow().kind()).isEqualTo("DOWNLOADED");
                assertThat(fixture.queries(ledger).entry(index + 1).orElseThrow().kind()).isEqualTo("ACCEPTED");
                assertThat(fixture.database.query().fetchExists(SUBJECT_KEY,
                        SUBJECT_KEY.SUBJECT.eq(new UUID(0, index)))).isTrue();
            }
            assertThat(fixture.entries()).isEqualTo(31);
        }
    }

    @Test
    void aHeadThatStaysLockedRefusesAndForgets() throws Exception {
        try (Ledger ledger = fixture.ledger();
                Connection blocker = TestDatabase.superuser(fixture.database).connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("SELECT size FROM ledger.head FOR UPDATE");

            assertThatThrownBy(() -> ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none()))
                    .isInstanceOfSatisfying(LedgerUnavailable.class, e -> assertThat(e.inDoubt()).isFalse());
            blocker.rollback();

            assertThat(ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none()).index()).isEqualTo(1);
        }
    }

    @Test
    void changesThatTouchTheSameThingKeepTheirOrder() throws Exception {
        UUID shared = UUID.randomUUID();
        List<Pending> batch = new ArrayList<>();
        Subject subject = fixture.openings.create(shared);
        SealedField field = subject.seal("a", "1");
        List<Query> erase = fixture.openings.erase(shared);
        // Interleaved by statement the erasure would run before the field that it must take along.
        batch.add(new Pending(List.of(Draft.of(SomeEvents.reviewed())),
                StateChange.none().with(subject.insert(), 1).with(field.insert(), 1).confinedTo(shared)));
        batch.add(new Pending(List.of(Draft.of(SomeEvents.reviewed())), StateChange.none().with(erase.getFirst(), 1)
                .with(erase.getLast(), 1).confinedTo(shared)));
        batch.add(new Pending(List.of(Draft.of(SomeEvents.reviewed())), StateChange.none().with(subject.insert(), 1)));

        fixture.database.transact(sql -> {
            try {
                new ChangeRunner(sql).run(batch, 1);
                return true;
            } catch (Conflict e) {
                throw new AssertionError(e);
            }
        });

        assertThat(fixture.openings.find(shared)).isPresent();
        assertThat(fixture.openings.readAll(shared)).isEmpty();
        fixture.ledger().close();
    }

    /// Holds the head until everything that was appended meanwhile waits, so that it becomes one batch.
    private void inOneBatch(Runnable append) throws SQLException {
        try (Connection blocker = TestDatabase.superuser(fixture.database).connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("SELECT size FROM ledger.head FOR UPDATE");
            append.run();
            LedgerFixture.await(this::someoneWaits);
            blocker.rollback();
        }
    }

    private boolean someoneWaits() {
        return fixture.database.query().fetchExists(DSL.selectOne().from(DSL.table(DSL.name("pg_locks")))
                .where(DSL.field(DSL.name("granted"), Boolean.class).isFalse()));
    }

    private static Query subject(UUID id) {
        return DSL.insertInto(SUBJECT_KEY, SUBJECT_KEY.SUBJECT, SUBJECT_KEY.ENVELOPE).values(id, new byte[40]);
    }
}
