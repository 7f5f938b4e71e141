// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// A real PostgreSQL for tests: in a container where a Docker engine answers, else the embedded one in `target`. One server
/// for the JVM, one migrated template in it, and a copy of that for each caller. It trades durability for speed.
public final class TestDatabase {
    private static final String HASTE = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=300";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /// A migrated database that nobody else uses, entered as the application role. Close it, or leave it to the next run.
    public static Database fresh() {
        try {
            String name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
            DatabaseAddress server = Server.ONLY.superuser;
            synchronized (TestDatabase.class) { // a template is copied by one at a time
                execute(server, "CREATE DATABASE " + name + " TEMPLATE " + Server.TEMPLATE);
            }
            try (Connection connection = server.to(name).source().getConnection()) {
                Roles.create(connection); // rights on the database itself are not copied
            }
            return Database.open(as(Roles.APPLICATION).to(name), 8);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A second pool on the same database, as another node of the gateway would have.
    public static Database again(Database first) {
        try {
            return Database.open(first.address(), 8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same database, entered as the server's superuser: for tampering.
    public static DatabaseAddress superuser(Database database) {
        return Server.ONLY.superuser.to(database.address().database());
    }

    /// The same database, entered as one of the roles of [Roles].
    public static DatabaseAddress as(Database database, String role) {
        return as(role).to(database.address().database());
    }

    private static DatabaseAddress as(String role) {
        return Server.ONLY.superuser.as(role, role);
    }

    private static void execute(DatabaseAddress address, String... statements) throws SQLException {
        try (Connection connection = address.source().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// Started by the first use, stopped with the JVM.
    private static final class Server {
        static final String TEMPLATE = "template_" + ProcessHandle.current().pid();
        static final Server ONLY = new Server();

        final DatabaseAddress superuser;

        private Server() {
            try {
                superuser = start();
                dropLeftovers();
                execute(superuser, "CREATE DATABASE " + TEMPLATE);
                try (Connection connection = superuser.to(TEMPLATE).source().getConnection()) {
                    Roles.create(connection);
                    for (String role : Roles.THAT_LOG_IN) {
                        Roles.password(connection, role, role);
                    }
                }
                Migrations.apply(superuser.as(Roles.MIGRATE, Roles.MIGRATE).to(TEMPLATE));
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static DatabaseAddress start() throws IOException {
            if (DockerClientFactory.instance().isDockerAvailable()) {
                return container();
            }
            EmbeddedDatabase server = EmbeddedDatabase.start(Path.of("target", "test-database"), 0, HASTE);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }, "stop-test-database"));
            return server.superuser().to("postgres");
        }

        @SuppressWarnings("resource") // removed by Testcontainers when the JVM ends
        private static DatabaseAddress container() {
            PostgreSQLContainer container = new PostgreSQLContainer("postgres:18");
            container.withUsername("postgres")
                    .withPassword("postgres")
                    .withEnv("POSTGRES_INITDB_ARGS",
                            "--encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C")
                    .withCommand(("postgres " + HASTE).split(" ", -1))
                    .start();
            return DatabaseAddress.inClear(container.getHost(),
                    container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                    "postgres", "postgres", "postgres");
        }

        /// What runs of this module left behind whose process is gone.
        private void dropLeftovers() throws SQLException {
            List<String> leftovers = new ArrayList<>();
            try (Connection connection = superuser.source().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet names = statement.executeQuery(
                            "SELECT datname FROM pg_database WHERE datname ~ '^(test|template)_[0-9]+'")) {
                while (names.next()) {
                    String name = names.getString(1);
                    if (ProcessHandle.of(Long.parseLong(name.split("_", 3)[1])).isEmpty()) {
                        leftovers.add("DROP DATABASE " + name + " WITH (FORCE)");
                    }
                }
            }
            execute(superuser, leftovers.toArray(String[]::new));
        }
    }
}
