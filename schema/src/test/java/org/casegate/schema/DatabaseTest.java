// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.schema.tables.register.Tables.FACT;
import static org.casegate.schema.tables.register.Tables.HEAD;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.casegate.schema.tables.Shipped;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertReturningStep;
import org.jooq.JSONB;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {
    private static final Database DATABASE = TestDatabase.fresh();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void migratesOnceHoweverOftenItIsAsked() throws Exception {
        DatabaseAddress migrator = TestDatabase.as(DATABASE, Roles.MIGRATE);
        String applied = "SELECT count(*) FROM migration.flyway_schema_history";
        long before = Long.parseLong(read(TestDatabase.superuser(DATABASE), applied));

        Database.migrate(migrator);

        assertThat(Long.parseLong(read(TestDatabase.superuser(DATABASE), applied))).isEqualTo(before);
    }

    @Test
    @DisplayName("a database that has had each migration, with the text that ships, is known by one question; any other goes to Flyway")
    void knowsWhetherMigrationsAreDone() throws Exception {
        Database other = TestDatabase.fresh();
        DatabaseAddress migrator = TestDatabase.as(other, Roles.MIGRATE);
        assertThat(History.is(Shipped.MIGRATIONS, migrator)).isTrue();
        assertThat(Shipped.MIGRATIONS).hasSizeGreaterThan(15).allMatch(each -> each.endsWith(" true"));
        other.close();

        try (Connection owner = History.asOwner(migrator).getConnection(); Statement edit = owner.createStatement()) {
            edit.execute("UPDATE migration.flyway_schema_history SET checksum = checksum + 1 WHERE version = '3'");
        }

        assertThat(History.is(Shipped.MIGRATIONS, migrator)).isFalse();
        assertThatThrownBy(() -> Database.migrate(migrator)).isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("could not be migrated");
    }

    @Test
    void ownsNothingAsAnybodyWhoLogsIn() throws Exception {
        String owners = """
                SELECT string_agg(DISTINCT pg_get_userbyid(relowner), ',') FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
                WHERE nspname IN ('register', 'access', 'ledger', 'pack', 'migration')""";
        assertThat(read(TestDatabase.superuser(DATABASE), owners)).isEqualTo("casegate_owner");
        assertThatThrownBy(() -> TestDatabase.as(DATABASE, "casegate_owner").connect())
                .isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE TABLE register.mine (one int)", "CREATE TABLE public.mine (one int)",
            "CREATE SCHEMA mine",
            "CREATE TEMPORARY TABLE mine (one int)", "DROP TABLE register.fact",
            "ALTER TABLE register.fact ADD COLUMN mine int",
            "ALTER TABLE register.fact DISABLE TRIGGER ALL", "TRUNCATE register.fact", "DELETE FROM register.fact",
            "UPDATE register.fact SET body = '{}'", "DELETE FROM register.head", "SET ROLE casegate_owner",
            "SET session_replication_role = replica", "SELECT * FROM migration.flyway_schema_history",
            "CREATE ROLE mine SUPERUSER", "COPY register.fact TO '/tmp/fact'",
            "SELECT pg_read_file('postgresql.conf')"})
    void refusesTheApplicationWhatOnlyAnOwnerMayDo(String sql) throws SQLException {
        try (Connection connection = DATABASE.address().connect(); Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).isInstanceOfSatisfying(SQLException.class,
                    e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT * FROM access.credential", "SELECT * FROM access.session",
            "SELECT * FROM pack.wrap",
            "INSERT INTO register.fact VALUES ('A', 'b', 1, NULL, '{}')"})
    void showsTheAuditorsRoleNothingToSignInOrOpenPartsWith(String sql) throws SQLException {
        try (Connection connection = TestDatabase.as(DATABASE, Roles.AUDIT).connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).isInstanceOfSatisfying(SQLException.class,
                    e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void closesAFactOnceAndChangesNothingElseOfIt() {
        insertFact(DATABASE.query(), "closed");
        assertThat(close("closed", 5)).isEqualTo(1);
        assertThatThrownBy(() -> close("closed", 6)).isInstanceOf(DataAccessException.class)
                .hasMessageContaining("can only be closed, once");
    }

    @Test
    void undoesAllOfATransactionThatThrows() {
        assertThatThrownBy(() -> DATABASE.transact(query -> {
            insertFact(query, "undone");
            throw new IllegalArgumentException("no");
        })).isInstanceOf(IllegalArgumentException.class).hasMessage("no");

        assertThat(DATABASE.query().fetchExists(FACT, FACT.ID.eq("undone"))).isFalse();
    }

    @Test
    void insertsSeveralRowsAsOne() {
        DATABASE.insert(List.of(fact("one"), fact("two")));
        DATABASE.insertUnforced(List.of(fact("three"), fact("four")));

        assertThat(DATABASE.query().fetchCount(FACT, FACT.ID.in("one", "two", "three", "four"))).isEqualTo(4);
        assertThatThrownBy(() -> DATABASE.insert(List.of(fact("five"), fact("one"))))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> DATABASE.insertUnforced(List.of(fact("five"), fact("one"))))
                .isInstanceOf(DataAccessException.class);
        assertThat(DATABASE.query().fetchExists(FACT, FACT.ID.eq("five"))).isFalse();
    }

    @Test
    void waitsForTheDiskAgainAfterRowsThatDidNot() throws Exception {
        try (Database one = Database.open(DATABASE.address(), 1)) {
            one.query().select(config("set_config", DSL.inline("on"), DSL.inline(false))).execute();

            one.insertUnforced(List.of(fact("unforced")));

            assertThat(one.query().select(config("current_setting")).fetchSingle().value1()).isEqualTo("on");
        }
    }

    @Test
    void knowsItsTransactionAndRefusesASecondInsideIt() {
        assertThat(DATABASE.transacting()).isFalse();
        boolean inside = DATABASE.transact(_ -> DATABASE.transacting());
        assertThat(inside).isTrue();
        assertThatThrownBy(() -> DATABASE.transact(_ -> DATABASE.transact(query -> query.fetchCount(HEAD))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void repeatsNoValueInTheMessageOfAnError() {
        insertFact(DATABASE.query(), "canary-in-a-key");
        assertThatThrownBy(() -> insertFact(DATABASE.query(), "canary-in-a-key"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("fact_pkey")
                .hasMessageNotContaining("canary-in-a-key");
    }

    @Test
    void givesDedicatedConnectionsBesideThePool() {
        assertThatCode(() -> {
            for (int i = 0; i < 12; i++) { // more than the pool has
                try (Connection connection = DATABASE.dedicated(); Statement statement = connection.createStatement()) {
                    statement.execute("SET statement_timeout = '10s'");
                }
            }
        }).doesNotThrowAnyException();
    }

    @Test
    void saysInOneSentenceThatTheDatabaseIsNotThere() {
        assertThatThrownBy(() -> Database.open(DATABASE.address().as(Roles.APPLICATION, "wrong"), 2))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("casegate_app@")
                .hasMessageNotContaining("wrong");
    }

    private static void insertFact(DSLContext query, String id) {
        query.execute(fact(id));
    }

    private static InsertReturningStep<?> fact(String id) {
        return DSL.insertInto(FACT, FACT.KIND, FACT.ID, FACT.SINCE, FACT.BODY)
                .values("AGENCY", id, 1L, JSONB.valueOf("{}"));
    }

    private static Field<String> config(String function, Field<?>... values) {
        return DSL.function(DSL.name(function), SQLDataType.VARCHAR,
                Stream.concat(Stream.of(DSL.inline("synchronous_commit")), Stream.of(values)).toArray(Field[]::new));
    }

    private static int close(String id, long until) {
        return DATABASE.query().update(FACT).set(FACT.UNTIL, until).where(FACT.ID.eq(id)).execute();
    }

    private static String read(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
