// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/// What the doctor is told of a role's rights, by the server itself.
class RightsTest {
    @Test
    void theGatewaysRoleAddsToTheLedgerAndCannotChangeIt() {
        try (Database database = TestDatabase.fresh()) {
            assertThat(Rights.tooMany(database)).isEmpty();
        }
    }

    @Test
    void aSuperuserIsToldWhatHeMayDoTooMuch() throws Exception {
        try (Database database = TestDatabase.fresh();
                Database superuser = Database.open(TestDatabase.superuser(database), 2)) {
            assertThat(Rights.tooMany(superuser)).contains("may become casegate_owner", "may UPDATE ledger.entry",
                    "may DELETE from ledger.entry", "may TRUNCATE from ledger.head");
        }
    }

    @Test
    void theServerTellsItsTime() {
        try (Database database = TestDatabase.fresh()) {
            Instant before = InstantSource.system().instant();

            assertThat(Duration.between(before, database.time()).abs()).isLessThan(Duration.ofMinutes(1));
        }
    }
}
