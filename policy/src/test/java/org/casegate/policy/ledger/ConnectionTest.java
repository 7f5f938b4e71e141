// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.casegate.policy.event.SomeEvents;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final Draft DRAFT = Draft.of(SomeEvents.reviewed());

    private LedgerFixture fixture;
    private CuttingProxy proxy;
    private Database through;
    private Sequencer sequencer;

    @BeforeEach
    void start() throws IOException, LedgerUnavailable {
        fixture = new LedgerFixture();
        proxy = new CuttingProxy(fixture.database.address());
        through = Database.open(proxy.address(), 2);
        sequencer = Sequencer.start(through, fixture.clock, Duration.ofMillis(500));
        appended();
    }

    @AfterEach
    void verify() throws IOException {
        sequencer.close();
        through.close();
        proxy.close();
        fixture.assertVerifies();
        fixture.close();
    }

    private Appended appended() throws LedgerUnavailable {
        try {
            return sequencer.append(List.of(DRAFT), StateChange.none()).getFirst();
        } catch (Conflict e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anAnswerToCommitThatGetsLostIsLookedUp() throws Exception {
        proxy.cut(CuttingProxy.Cut.AFTER_COMMIT);

        assertThat(appended().index()).isEqualTo(2);
        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(fixture.entries()).isEqualTo(3);
    }

    @Test
    void aCommitThatDidNotArriveIsDoneAgain() throws Exception {
        proxy.cut(CuttingProxy.Cut.BEFORE_COMMIT);

        assertThat(appended().index()).isEqualTo(2);
        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(fixture.entries()).isEqualTo(3);
    }

    @Test
    void aCommitWhoseOutcomeNobodyCanTellIsInDoubt() throws Exception {
        proxy.cut(CuttingProxy.Cut.AFTER_COMMIT_AND_STAY_AWAY);

        assertThatThrownBy(this::appended)
                .isInstanceOfSatisfying(LedgerUnavailable.class, e -> assertThat(e.inDoubt()).isTrue());
        LedgerFixture.await(() -> fixture.entries() == 3);
        proxy.cut(CuttingProxy.Cut.NEVER);

        assertThat(appended().index()).isEqualTo(3);
    }

    @Test
    void refusesWhileTheDatabaseIsAwayAndComesBackByItself() throws Exception {
        proxy.cut(CuttingProxy.Cut.AT_ONCE);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(this::appended)
                    .isInstanceOfSatisfying(LedgerUnavailable.class, e -> assertThat(e.inDoubt()).isFalse());
        }
        proxy.cut(CuttingProxy.Cut.NEVER);

        assertThat(appended().index()).isEqualTo(2);
    }

    @Test
    void aSessionThatTheServerEndedIsReplacedUnseen() throws Exception {
        try (Connection superuser = TestDatabase.superuser(fixture.database).connect();
                Statement statement = superuser.createStatement()) {
            // only the sequencer's: the fixture's own pool would have to learn of it too
            statement.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE client_port IN "
                    + proxy.ports().stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }

        assertThat(appended().index()).isEqualTo(2);
    }
}
