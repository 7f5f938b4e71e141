// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.ledger.Tables.SUBJECT_KEY;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.casegate.crypto.tlog.Hash;
import org.casegate.policy.event.RegisterEvent;
import org.casegate.policy.event.SomeEvents;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final String BEGUN = "{\"actor\":\"gateway\",\"at\":\"2026-05-06T08:59:00.000000Z\",\"code\":\"LEDGER-BEGUN\",\"index\":0,"
            + "\"kind\":\"CONFIG_CHANGED\",\"prev\":\"" + "0".repeat(64) + "\",\"v\":1}";

    private LedgerFixture fixture;
    private Ledger ledger;

    @BeforeEach
    void start() throws IOException, LedgerUnavailable {
        fixture = new LedgerFixture();
        ledger = fixture.ledger();
    }

    @AfterEach
    void verify() {
        ledger.close();
        fixture.assertVerifies();
        fixture.close();
    }

    @Test
    void beginsWithTheWorkedExample() {
        byte[] first = fixture.database.query().select(ENTRY.BODY).from(ENTRY).fetchSingle().value1();

        assertThat(new String(first, UTF_8)).isEqualTo(BEGUN);
        assertThat(Hash.leaf(first).hex())
                .isEqualTo("cd988f05525d775360a3a90cc215a52166940899fe673c33ac8e1b7c63c8aade");
    }

    @Test
    void beginsOnce() throws LedgerUnavailable {
        fixture.ledger().close();

        assertThat(fixture.entries()).isEqualTo(1);
    }

    @Test
    void theEntryAndItsChangeStandTogether() throws Exception {
        LedgerFixture.Pack pack = fixture.accept(ledger, "SSCB-RR-2026-014");

        assertThat(pack.appended().index()).isEqualTo(1);
        assertThat(fixture.openings.read(pack.id(), Openings.CASE)).contains("SSCB-RR-2026-014");
        EntryView entry = fixture.queries(ledger).entry(1).orElseThrow();
        assertThat(entry.leafHash()).isEqualTo(pack.appended().leafHash())
                .isEqualTo(Hash.leaf(entry.canonical().getBytes(UTF_8)));
        assertThat(entry.agreement()).contains(LedgerFixture.AGREEMENT);
        assertThat(entry.version()).contains("1.1");
        assertThat(entry.partSizes()).containsExactly(1234L);
        assertThat(entry.canonical()).doesNotContain("SSCB").doesNotContain("chronology");
    }

    @Test
    void anEntryIsNeverDatedBeforeItsPredecessor() throws Exception {
        Appended first = ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none());
        fixture.clock.move(Duration.ofHours(-1));
        Appended second = ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none());

        assertThat(second.at()).isEqualTo(first.at());
    }

    @Test
    void aChangeMayHoldTheIndex() throws Exception {
        Appended appended = ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none()
                .withIndex(index -> subject(new UUID(0, index)), 1));

        assertThat(fixture.database.query().fetchExists(SUBJECT_KEY,
                SUBJECT_KEY.SUBJECT.eq(new UUID(0, appended.index())))).isTrue();
    }

    @Test
    void aWrongNumberOfRowsIsAConflictAndNothingStands() {
        UUID there = UUID.randomUUID();
        Query absent = DSL.deleteFrom(SUBJECT_KEY).where(SUBJECT_KEY.SUBJECT.eq(UUID.randomUUID()));

        assertThatThrownBy(() -> ledger.append(Draft.of(SomeEvents.reviewed()),
                StateChange.none().with(subject(there), 1).with(absent, 1)))
                .isInstanceOf(Conflict.class)
                .hasMessage("A statement changed 0 rows instead of 1");
        assertThat(fixture.database.query().fetchCount(SUBJECT_KEY)).isZero();
        assertThat(fixture.entries()).isEqualTo(1);
    }

    @Test
    void ofSeveralEntriesOfAChangeThatConflictsNoneStands() {
        Query absent = DSL.deleteFrom(SUBJECT_KEY).where(SUBJECT_KEY.SUBJECT.eq(UUID.randomUUID()));

        assertThatThrownBy(() -> ledger.append(
                List.of(Draft.of(SomeEvents.accepted(SomeEvents.STAFFORDSHIRE)), Draft.of(SomeEvents.reviewed())),
                StateChange.none().with(absent, 1))).isInstanceOf(Conflict.class);
        assertThat(fixture.entries()).isEqualTo(1);
        assertThatThrownBy(() -> ledger.append(List.of(), StateChange.none()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aConstraintIsAConflictAndSaysNoValue() throws Exception {
        UUID twice = UUID.randomUUID();
        ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none().with(subject(twice), 1));

        assertThatThrownBy(
                () -> ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none().with(subject(twice), 1)))
                .isInstanceOf(Conflict.class)
                .hasMessage("A constraint of the database refused the change (SQLSTATE 23505)");
        assertThat(fixture.entries()).isEqualTo(2);
    }

    @Test
    void anInsertThatSkipsItsRowIsAConflictToo() throws Exception {
        UUID twice = UUID.randomUUID();
        Query skips = DSL.insertInto(SUBJECT_KEY, SUBJECT_KEY.SUBJECT, SUBJECT_KEY.ENVELOPE)
                .values(twice, new byte[40])
                .onConflictDoNothing();
        ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none().with(skips, 1));

        assertThatThrownBy(
                () -> ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none().with(skips, 1).with(skips, 1)))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void aChangeThatCannotRunIsNotTheLedgersFault() throws Exception {
        Query nonsense = DSL.deleteFrom(DSL.table(DSL.name("ledger", "nothing")));

        assertThatThrownBy(() -> ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none().with(nonsense, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("42P01");
        assertThat(ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none()).index()).isEqualTo(1);
    }

    @Test
    void aChangeThatThrowsHarmsNobodyElse() throws Exception {
        StateChange throwing = StateChange.none().withIndex(_ -> {
            throw new IllegalArgumentException("no");
        }, 1);

        assertThatThrownBy(() -> ledger.append(Draft.of(SomeEvents.reviewed()), throwing))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none()).index()).isEqualTo(1);
    }

    @Test
    void aChangeThatWaitsForALockFailsAlone() throws Exception {
        Query blocked = DSL.update(DSL.table(DSL.name("register", "head")))
                .set(DSL.field(DSL.name("revision"), SQLDataType.BIGINT), 7L);
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Appended> other = fixture.database.transact(sql -> {
                sql.execute(blocked);
                Future<Appended> waits = others.submit(
                        () -> ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none().with(blocked, 1)));
                LedgerFixture.await(waits::isDone);
                return waits;
            });

            assertThatThrownBy(other::get).cause().isInstanceOf(LedgerUnavailable.class).hasMessageContaining("55P03");
        }
        assertThat(ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none().with(blocked, 1)).index())
                .isEqualTo(1);
    }

    @Test
    void refusesToWaitForATransactionOfItsOwnThread() {
        assertThatThrownBy(() -> fixture.database.transact(_ -> {
            try {
                return ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none());
            } catch (LedgerUnavailable | Conflict e) {
                throw new AssertionError(e);
            }
        })).isInstanceOf(IllegalStateException.class).hasMessageContaining("inside a transaction");
    }

    @Test
    void refusesDraftsThatSayTooMuch() {
        Draft tooLong = Draft.of(new RegisterEvent.Loaded(List.of("x".repeat(65_535))));

        assertThatThrownBy(() -> ledger.append(tooLong, StateChange.none()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("65535");
    }

    @Test
    void refusesAfterItWasClosed() {
        ledger.close();

        assertThatThrownBy(() -> ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none()))
                .isInstanceOf(LedgerUnavailable.class);
    }

    @Test
    void anInterruptedCallerIsAnsweredNevertheless() throws Exception {
        Thread.currentThread().interrupt();
        try {
            ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none());
        } catch (LedgerUnavailable e) {
            assertThat(e).hasMessageContaining("Interrupted");
        }

        assertThat(Thread.interrupted()).isTrue();
    }

    private static Query subject(UUID id) {
        return DSL.insertInto(SUBJECT_KEY, SUBJECT_KEY.SUBJECT, SUBJECT_KEY.ENVELOPE).values(id, new byte[40]);
    }
}
