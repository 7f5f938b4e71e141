// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One home for all of it, because making one takes seconds; each test leaves it stopped.
class EmbeddedDatabaseTest {
    private static final String CANARY = "canary-of-a-case-reference";

    @TempDir
    static Path directory;

    private static Path home() {
        return directory.resolve("home");
    }

    @Test
    void keepsWhatWasCommittedAndListensAtTheSamePortAgain() throws Exception {
        int port;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home(), 0)) {
            port = database.superuser().port();
            execute(database.superuser(), "CREATE TABLE kept AS SELECT 1 AS one");
        }
        assertThat(Postmaster.in(home().toRealPath().resolve("db"))).isEmpty();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(home(), 0)) {
            assertThat(database.superuser().port()).isEqualTo(port);
            assertThat(read(database.superuser(), "SELECT one FROM kept")).isEqualTo("1");
        }
    }

    @Test
    void isDurableAndLogsNoStatement() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home(), 0)) {
            DatabaseAddress address = database.superuser();
            assertThat(ServerBinaries.DIRECTORY).isEqualTo("postgresql-" + read(address, "SHOW server_version") + ".0");
            assertThat(read(address, "SHOW fsync")).isEqualTo("on");
            assertThat(read(address, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(read(address, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(read(address, "SHOW data_checksums")).isEqualTo("on");
            assertThat(read(address, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(read(address, "SHOW unix_socket_directories")).isEmpty();
            assertThat(read(address, "SHOW log_min_error_statement")).isEqualTo("panic");
            assertThat(read(address, "SHOW log_error_verbosity")).isEqualTo("terse");
            assertThat(read(address, "SHOW log_statement")).isEqualTo("none");
            assertThat(read(address,
                    "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'casegate'"))
                    .isEqualTo("bC.UTF-8");
            long pid = Postmaster.in(database.data()).orElseThrow().pid();
            assertThat(Files.readString(Path.of("/proc/" + pid + "/limits")))
                    .containsPattern("Max core file size +0 +0");
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home(), 0)) {
            for (String role : new String[]{"postgres", Roles.MIGRATE, Roles.APPLICATION, Roles.AUDIT}) {
                assertThatThrownBy(() -> database.superuser().as(role, "guessed").connect())
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password authentication failed");
            }
            assertThatThrownBy(() -> database.superuser().as("casegate_owner", "guessed").connect())
                    .isInstanceOf(SQLException.class);
            assertThat(database.application().toString()).doesNotContain(Files.readString(home().resolve("db.password"))
                    .lines()
                    .filter(line -> line.startsWith(Roles.APPLICATION)).findFirst().orElseThrow().substring(13));
        }
        for (String file : new String[]{"db.password", "db.port", "db.ready", "db.roles", "db.lock", "db.users",
                "db.log"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home().resolve(file)))).as(file)
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home()))).isEqualTo("rwx------");
    }

    @Test
    void writesNothingOfAFailedStatementToItsLog() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home(), 0)) {
            DatabaseAddress address = database.superuser();
            execute(address,
                    "CREATE TABLE IF NOT EXISTS once (value text PRIMARY KEY CHECK (value <> '" + CANARY + "2'))");
            execute(address, "INSERT INTO once VALUES ('" + CANARY + "') ON CONFLICT DO NOTHING");
            for (String failing : new String[]{"SELECT '" + CANARY + "'::integer", "SELECT FROM \"" + CANARY + "\"",
                    "INSERT INTO once VALUES ('" + CANARY + "')", "INSERT INTO once VALUES ('" + CANARY + "2')",
                    "SELEKT '" + CANARY + "'"}) {
                assertThatThrownBy(() -> execute(address, failing)).isInstanceOf(SQLException.class);
            }
            try (Connection connection = address.connect();
                    var statement = connection.prepareStatement("SELECT CAST(CAST(? AS text) AS uuid)")) {
                statement.setString(1, CANARY);
                assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
            }
        }
        assertThat(Files.readString(home().resolve("db.log"))).doesNotContain(CANARY);
    }

    @Test
    @Timeout(30)
    void recoversAfterTheServerWasKilledAndDoesNotLogWhatItWasDoing() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home(), 0)) {
            execute(database.superuser(), "CREATE TABLE before_the_kill AS SELECT 7 AS seven");
            CompletableFuture<Void> busy = CompletableFuture.runAsync(() -> sleepInTheDatabase(database.superuser()));
            long backend = awaitSleeper(database.superuser());
            kill(backend);
            assertThatThrownBy(() -> busy.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(IllegalStateException.class);
            awaitInLog("terminated by signal 9");
            kill(Postmaster.in(database.data()).orElseThrow().pid());
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home(), 0)) {
            assertThat(read(database.superuser(), "SELECT seven FROM before_the_kill")).isEqualTo("7");
        }
        assertThat(Files.readString(home().resolve("db.log"))).contains("terminated by signal 9")
                .doesNotContain(CANARY);
    }

    @Test
    void isSharedByProcessesAndStoppedByTheLast() throws Exception {
        try (OtherProcess other = new OtherProcess(home(), "")) {
            int port = other.port();
            EmbeddedDatabase adopted = EmbeddedDatabase.start(home(), 0);
            assertThat(adopted.superuser().port()).isEqualTo(port);

            other.finish();
            assertThat(read(adopted.superuser(), "SELECT 1")).isEqualTo("1");

            adopted.close();
            assertThatThrownBy(() -> adopted.superuser().connect()).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void isAdoptedWhenItsOwnerWasKilled() throws Exception {
        try (OtherProcess other = new OtherProcess(home(), "")) {
            int port = other.port();
            other.kill();

            try (EmbeddedDatabase adopted = EmbeddedDatabase.start(home(), 0)) {
                assertThat(adopted.superuser().port()).isEqualTo(port);
                assertThat(read(adopted.superuser(), "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void isStartedOnceAtATimeInOneProcess() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home(), 0)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(home(), 0)).isInstanceOf(IllegalStateException.class);
            assertThat(read(database.superuser(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(home(), taken.getLocalPort()))
                    .isInstanceOfSatisfying(DatabaseUnavailable.class, e -> assertThat(e.portInUse()).isTrue())
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void choosesAnotherPortWhenTheRememberedOneIsTaken() throws Exception {
        int port;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home(), 0)) {
            port = database.superuser().port();
        }
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
                EmbeddedDatabase database = EmbeddedDatabase.start(home(), 0)) {
            assertThat(database.superuser().port()).isNotEqualTo(port);
            assertThat(read(database.superuser(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void neverMakesItsDataAnewBecauseThePasswordIsMissing() throws Exception {
        EmbeddedDatabase.start(home(), 0).close();
        Path password = home().resolve("db.password");
        Path away = home().resolve("away");
        Files.move(password, away);

        assertThatThrownBy(() -> EmbeddedDatabase.start(home(), 0)).isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("put it back");
        Files.move(away, password);
        EmbeddedDatabase.start(home(), 0).close();
    }

    @Test
    void runsAsRootWhereUserNamespacesAreForbidden() throws Exception {
        Path setpriv = Path.of("/usr/bin/setpriv");
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")) && Files.isExecutable(setpriv));
        Path programs = Files.createDirectory(directory.resolve("programs"));
        for (String program : new String[]{"setpriv", "true", "dirname", "id"}) {
            Files.createSymbolicLink(programs.resolve(program), Path.of("/usr/bin").resolve(program));
        }
        Path home = directory.resolve("home of root");
        try (OtherProcess other = new OtherProcess(home, programs.toString())) {
            assertThat(other.port()).isPositive();
            other.finish();
            assertThat(home.resolve("db")).doesNotExist();
        } finally {
            ServerBinaries.deleteTree(programs);
            ServerBinaries.deleteTree(ServerAccount.placeOfOthers(home.toRealPath()));
        }
    }

    private static void sleepInTheDatabase(DatabaseAddress address) {
        try {
            read(address, "SELECT '" + CANARY + "' FROM pg_sleep(60)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long awaitSleeper(DatabaseAddress address) throws SQLException {
        try (Connection connection = address.connect(); Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet row = statement.executeQuery(
                        "SELECT pid FROM pg_stat_activity, pg_sleep(0.02) WHERE wait_event = 'PgSleep' AND pid <> pg_backend_pid()")) {
                    if (row.next()) {
                        return row.getLong(1);
                    }
                }
            }
        }
    }

    private static void awaitInLog(String words) throws IOException {
        while (!Files.readString(home().resolve("db.log")).contains(words)) {
            Thread.onSpinWait();
        }
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    private static void execute(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = address.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
