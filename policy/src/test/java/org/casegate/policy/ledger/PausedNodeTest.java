// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.casegate.policy.event.SomeEvents;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A node stops in the middle of an append, with the head locked (its machine was suspended, say), and goes on later.
class PausedNodeTest {
    @Test
    @DisplayName("a paused node does not hold up the others for long, and can write nothing late")
    void writesNothingLate() throws Exception {
        try (LedgerFixture fixture = new LedgerFixture(); Ledger other = fixture.ledger()) {
            Session paused = Session.open(fixture.database);
            Head head = paused.lockHead();

            LedgerFixture.await(() -> appended(other)); // refused while the lock is held; PostgreSQL ends that session
            long before = fixture.entries();
            Written late = Session.place(head, List.of(Draft.of(SomeEvents.reviewed()).unplaced()), fixture.clock);

            assertThatThrownBy(() -> paused.store(late)).isInstanceOf(DataAccessException.class);
            paused.close();
            assertThat(fixture.entries()).isEqualTo(before);
            fixture.assertVerifies();
        }
    }

    private static boolean appended(Ledger ledger) {
        try {
            ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none());
            return true;
        } catch (LedgerUnavailable refused) {
            return false;
        } catch (Conflict e) {
            throw new IllegalStateException(e);
        }
    }
}
