// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.casegate.schema.DatabaseAddress;
import org.casegate.schema.Roles;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the database itself refuses, by grant and by trigger.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardTest {
    private static final String DENIED = "42501";
    private static final String GUARDED = "CG001";

    private LedgerFixture fixture;

    @BeforeAll
    void fill() throws Exception {
        fixture = new LedgerFixture();
        try (Ledger ledger = fixture.ledger()) {
            fixture.accept(ledger, "SSCB-RR-2026-014");
            ledger.publish();
        }
    }

    @AfterEach
    void nothingHasChanged() {
        fixture.assertVerifies();
        assertThat(fixture.entries()).isEqualTo(2);
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE ledger.entry SET code = 'X'", "DELETE FROM ledger.entry", "TRUNCATE ledger.entry",
            "INSERT INTO ledger.entry SELECT * FROM ledger.entry ON CONFLICT (index) DO UPDATE SET code = 'X'",
            "MERGE INTO ledger.entry e USING ledger.head h ON e.index < h.size WHEN MATCHED THEN DELETE",
            "SELECT * FROM ledger.entry FOR UPDATE", "ALTER TABLE ledger.entry DISABLE TRIGGER ALL",
            "DROP TABLE ledger.entry",
            "CREATE RULE r AS ON INSERT TO ledger.entry DO INSTEAD NOTHING", "SET session_replication_role = replica",
            "UPDATE ledger.checkpoint SET note = ''", "DELETE FROM ledger.checkpoint", "TRUNCATE ledger.checkpoint",
            "UPDATE ledger.subtree SET hash = hash", "DELETE FROM ledger.subtree", "TRUNCATE ledger.subtree",
            "UPDATE ledger.cosignature SET line = ''", "DELETE FROM ledger.cosignature", "TRUNCATE ledger.cosignature",
            "UPDATE ledger.entry_clause SET clause = ''", "DELETE FROM ledger.entry_clause",
            "TRUNCATE ledger.entry_clause",
            "DELETE FROM ledger.month_count", "TRUNCATE ledger.month_count",
            "UPDATE ledger.month_count SET kind = 'X', n = n + 1",
            "INSERT INTO ledger.head SELECT * FROM ledger.head", "DELETE FROM ledger.head", "TRUNCATE ledger.head",
            "UPDATE ledger.opening SET sealed = ''", "TRUNCATE ledger.opening",
            "UPDATE ledger.case_link SET token = token",
            "UPDATE ledger.subject_key SET subject = gen_random_uuid()", "TRUNCATE ledger.subject_key CASCADE",
            "CREATE TABLE ledger.other ()", "SET ROLE casegate_owner"})
    void theApplicationsRoleIsRefused(String sql) {
        assertRefused(fixture.database.address(), sql, DENIED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE ledger.entry SET code = 'X'                                                | ledger.entry: UPDATE is refused
            DELETE FROM ledger.entry WHERE index = 1                                          | ledger.entry: DELETE is refused
            TRUNCATE ledger.entry CASCADE                                                      | ledger.entry: TRUNCATE is refused
            MERGE INTO ledger.entry e USING ledger.head h ON e.index < h.size WHEN MATCHED THEN DELETE | ledger.entry: DELETE is refused
            UPDATE ledger.checkpoint SET note = ''                                            | ledger.checkpoint: UPDATE is refused
            DELETE FROM ledger.checkpoint                                                     | ledger.checkpoint: DELETE is refused
            TRUNCATE ledger.checkpoint CASCADE                                                | ledger.checkpoint: TRUNCATE is refused
            TRUNCATE ledger.subtree                                                           | ledger.subtree: TRUNCATE is refused
            TRUNCATE ledger.cosignature                                                       | ledger.cosignature: TRUNCATE is refused
            TRUNCATE ledger.entry_clause                                                      | ledger.entry_clause: TRUNCATE is refused
            DELETE FROM ledger.month_count                                                    | ledger.month_count: DELETE is refused
            TRUNCATE ledger.month_count                                                       | ledger.month_count: TRUNCATE is refused
            UPDATE ledger.month_count SET n = n - 1                                           | a count only grows
            UPDATE ledger.month_count SET kind = 'X', n = n + 1                               | a count only grows
            DELETE FROM ledger.head                                                           | ledger.head: DELETE is refused
            TRUNCATE ledger.head                                                              | ledger.head: TRUNCATE is refused
            UPDATE ledger.head SET size = 1, peaks = substring(peaks from 1 for 32)           | size only grows
            """)
    void theOwnerIsRefusedByTriggerAndSoIsASuperuserInTheRoleOfAReplica(String sql, String why) {
        assertRefused(TestDatabase.as(fixture.database, Roles.MIGRATE), "SET ROLE casegate_owner; " + sql, GUARDED,
                why);
        assertRefused(TestDatabase.superuser(fixture.database), "SET session_replication_role = replica; " + sql,
                GUARDED, why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT INTO ledger.entry SELECT * FROM ledger.entry", "UPDATE ledger.head SET size = 0",
            "DELETE FROM ledger.entry",
            "SELECT * FROM ledger.opening", "SELECT * FROM ledger.subject_key", "SELECT * FROM ledger.case_link"})
    void theAuditRoleOnlyReadsWhatIsNoSecret(String sql) {
        assertRefused(TestDatabase.as(fixture.database, Roles.AUDIT), sql, DENIED);
    }

    @Test
    void theAuditRoleReadsEntriesHeadAndCheckpoints() throws SQLException {
        try (Connection connection = TestDatabase.as(fixture.database, Roles.AUDIT).connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute(
                    "SELECT * FROM ledger.entry, ledger.head, ledger.checkpoint, ledger.subtree, ledger.cosignature"))
                    .isTrue();
        }
    }

    /// A body, its leaf hash as the constraint wants it, and the head that would follow.
    private static final String INSERT = "INSERT INTO ledger.entry (index, at, kind, actor, body, leaf_hash)"
            + " SELECT %d, h.at, 'REVIEWED', 'x', '{}', sha256('\\x007b7d') FROM ledger.head h; ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 | size = 3 | prev = sha256('\\x007b7d') | not exactly those up to
            3 | size = 4 | prev = sha256('\\x007b7d') | not exactly those up to
            2 | size = 4 | prev = sha256('\\x007b7d') | not exactly those up to
            2 | size = 3 | prev = prev                | prev and at are not those of entry 2
            2 | size = 3 | prev = sha256('\\x007b7d'), at = at + interval '1 s' | prev and at are not those of entry 2
            """)
    void theHeadMovesOnlyOverTheEntriesThatAreThere(int index, String size, String prev, String why) {
        String sized = size.equals("size = 3") ? "peaks = peaks || peaks" : "peaks = peaks";

        assertRefused(fixture.database.address(),
                "BEGIN; " + INSERT.formatted(index) + "UPDATE ledger.head SET " + size + ", " + prev
                        + ", " + sized + "; COMMIT",
                GUARDED, why);
    }

    @Test
    void anEntrysLeafHashIsThatOfItsBody() {
        assertRefused(fixture.database.address(), INSERT.formatted(2).replace("'{}'", "'{ }'"), "23514");
    }

    private static void assertRefused(DatabaseAddress as, String sql, String state) {
        assertRefused(as, sql, state, "");
    }

    private static void assertRefused(DatabaseAddress as, String sql, String state, String why) {
        assertThatThrownBy(() -> {
            try (Connection connection = as.connect(); Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }).isInstanceOfSatisfying(SQLException.class,
                e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state))
                .hasMessageContaining(why);
    }
}
