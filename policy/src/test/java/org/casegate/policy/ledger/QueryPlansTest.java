// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.event.EntryKind;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Each filter of an auditor finds its page by an index of its own: PostgreSQL counts how often it used which. In a ledger of
/// thirty thousand entries, of which no filter fits many.
@DisplayName("OB-020: every filter has its index")
class QueryPlansTest {
    private static final int ENTRIES = 30_000;
    private static LedgerFixture fixture;
    private static Ledger ledger;

    @BeforeAll
    static void fill() throws Exception {
        fixture = new LedgerFixture();
        try (Ledger begun = fixture.ledger()) {
            fixture.accept(begun, "SSCB-RR-2026-014");
        }
        fixture.tamper(
                """
                        INSERT INTO ledger.entry (index, at, kind, agreement, agency, actor, code, subject, body, leaf_hash)
                        SELECT i, h.at + i * interval '1 second', CASE WHEN i %% 400 = 0 THEN 'REFUSED' ELSE 'REVIEWED' END, 'agreement-' || i %% 200, 'agency-' || i %% 300,
                               'account-' || i %% 900, 'CODE-' || i %% 500, gen_random_uuid(),
                               convert_to('{"actor":"account-' || i %% 900 || '","at":"2026-05-06T09:00:00.000000Z","kind":"REVIEWED"}', 'UTF8'),
                               sha256(i::text::bytea)
                        FROM generate_series(2, %d) AS i, ledger.head AS h"""
                        .formatted(ENTRIES - 1),
                "INSERT INTO ledger.entry_clause SELECT 'SO ' || i %% 300, i FROM generate_series(2, %d) AS i"
                        .formatted(ENTRIES - 1),
                "UPDATE ledger.head SET size = %d, peaks = decode(repeat('00', 32 * bit_count(%d::bit(64))::int), 'hex')"
                        .formatted(ENTRIES, ENTRIES),
                "ANALYZE ledger.entry", "ANALYZE ledger.entry_clause");
        ledger = fixture.ledger();
    }

    @AfterAll
    static void close() {
        ledger.close();
        fixture.close();
    }

    private static void assertUses(String index, LedgerQuery query) throws Exception {
        long before = uses(index);

        try (Database own = Database.open(fixture.database.address(), 1)) {
            new LedgerQueries(own, ledger, fixture.openings, () -> List.of(LedgerFixture.AGREEMENT)).run("an-auditor",
                    Optional.empty(), query.atMost(20));
        }

        LedgerFixture.await(() -> uses(index) > before); // a session tells what it used when it ends
    }

    private static long uses(String index) {
        return told("idx_scan", index);
    }

    private static long told(String what, String index) {
        try (Connection connection = TestDatabase.superuser(fixture.database).connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT " + what + " FROM pg_stat_user_indexes WHERE indexrelname = ?")) {
            statement.setString(1, index);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void kind() throws Exception {
        assertUses("entry_by_kind", LedgerQuery.all().ofKind(EntryKind.REFUSED));
    }

    @Test
    void agency() throws Exception {
        assertUses("entry_by_agency", LedgerQuery.all().ofAgency("agency-7"));
    }

    @Test
    void account() throws Exception {
        assertUses("entry_by_actor", LedgerQuery.all().byActor("account-7"));
    }

    @Test
    void reasonCode() throws Exception {
        assertUses("entry_by_code", LedgerQuery.all().withCode("CODE-7"));
    }

    @Test
    void clause() throws Exception {
        assertUses("entry_clause_pkey", LedgerQuery.all().citing("SO 7"));
    }

    @Test
    void aClauseWithinATimeReadsNoPlacesOfAnother() throws Exception {
        long before = told("idx_tup_read", "entry_clause_pkey");

        // Ten thousand entries, and 33 places of the clause, are newer.
        assertUses("entry_clause_pkey", LedgerQuery.all().citing("SO 7").since(TestClock.START.plusSeconds(19_000))
                .until(TestClock.START.plusSeconds(20_000)));

        assertThat(told("idx_tup_read", "entry_clause_pkey") - before).isBetween(3L, 8L);
    }

    @Test
    void caseReference() throws Exception {
        assertUses("entry_by_subject", LedgerQuery.all().aboutCase("SSCB-RR-2026-014"));
    }

    @Test
    void agreement() throws Exception {
        assertUses("entry_by_agreement", LedgerQuery.all().underAgreement("agreement-7"));
    }

    @Test
    void noneButTime() throws Exception {
        assertUses("entry_by_time", LedgerQuery.all().since(TestClock.START));
        assertUses("entry_pkey", LedgerQuery.all());
    }

    @Test
    void severalFiltersTogether() throws Exception {
        assertUses("entry_by_agency", LedgerQuery.all().ofAgency("agency-7").underAgreement("agreement-7"));
        assertUses("entry_by_actor", LedgerQuery.all().byActor("account-7").ofAgency("agency-7"));
        assertUses("entry_by_code", LedgerQuery.all().withCode("CODE-7").ofAgency("agency-107").citing("SO 107"));
    }

    @Test
    void whatSeveralFiltersNameStandsInTheIndexItself() throws Exception {
        assertNeedsOnly("entry_by_agency", "agency = 'agency-7' AND kind = 'REVIEWED' AND agreement = 'agreement-7'");
        assertNeedsOnly("entry_by_actor", "actor = 'account-7' AND agency = 'agency-7' AND kind = 'REVIEWED'");
        assertNeedsOnly("entry_by_code", "code = 'CODE-7' AND actor <> 'account-7' AND kind = 'REVIEWED'"
                + " AND agency = 'agency-7' AND agreement = 'agreement-7'");
    }

    private static void assertNeedsOnly(String index, String filters) throws SQLException {
        try (Connection connection = TestDatabase.superuser(fixture.database).connect();
                Statement statement = connection.createStatement()) {
            for (String way : List.of("seqscan", "bitmapscan", "sort")) {
                statement.execute("SET enable_" + way + " = off");
            }
            try (ResultSet plan = statement.executeQuery("EXPLAIN (COSTS off) SELECT index FROM ledger.entry WHERE "
                    + filters + " AND index < 20000 ORDER BY index DESC LIMIT 20")) {
                List<String> lines = new ArrayList<>();
                while (plan.next()) {
                    lines.add(plan.getString(1));
                }
                assertThat(lines).anyMatch(line -> line.contains("Index Only Scan Backward using " + index));
            }
        }
    }
}
