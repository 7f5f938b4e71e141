// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.schema.tables.register.Tables.HEAD;

import org.junit.jupiter.api.Test;

class TestDatabaseTest {
    @Test
    void givesEachCallerItsOwnMigratedDatabase() {
        try (Database one = TestDatabase.fresh(); Database other = TestDatabase.fresh()) {
            one.query().update(HEAD).set(HEAD.REVISION, 7L).execute();

            assertThat(one.query().fetchSingle(HEAD).getRevision()).isEqualTo(7);
            assertThat(other.query().fetchSingle(HEAD).getRevision()).isZero();
        }
    }

    @Test
    void opensTheSameDatabaseAgain() {
        try (Database one = TestDatabase.fresh(); Database again = TestDatabase.again(one)) {
            one.query().update(HEAD).set(HEAD.REVISION, 3L).execute();

            assertThat(again.query().fetchSingle(HEAD).getRevision()).isEqualTo(3);
        }
    }
}
