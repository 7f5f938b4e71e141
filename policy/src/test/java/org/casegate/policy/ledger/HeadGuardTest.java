// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.casegate.policy.event.SomeEvents;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.Test;

/// PostgreSQL plans the guard's look at the newest entries once in a session. What it plans for a young ledger, in which
/// reading all is quickest, must not be what it does to an old one.
class HeadGuardTest {
    private static final int APPENDS = 40;

    @Test
    void neverReadsTheWholeLedgerNotEvenAYoungOne() throws Exception {
        try (LedgerFixture fixture = new LedgerFixture()) {
            try (Ledger ledger = fixture.ledger()) {
                for (int i = 0; i < APPENDS; i++) {
                    ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none());
                }
            }

            LedgerFixture.await(() -> scans(fixture, "idx_scan") >= APPENDS); // a session tells what it did when it ends
            assertThat(scans(fixture, "seq_scan")).isLessThan(APPENDS / 2);
        }
    }

    private static long scans(LedgerFixture fixture, String kind) {
        try (Connection connection = TestDatabase.superuser(fixture.database).connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT " + kind
                        + " FROM pg_stat_user_tables WHERE schemaname = 'ledger' AND relname = 'entry'")) {
            found.next();
            return found.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
