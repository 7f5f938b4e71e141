// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A PostgreSQL of our own in a private directory: durable, passwords for everybody, loopback only. It needs nothing
/// installed. For a site that has no PostgreSQL to give; Linux only.
///
/// Several processes may use one home: the first starts the server, later ones adopt it, and it is stopped by the last
/// that closes. A process that is killed leaves it running, and the next start adopts it. Within one process a home
/// can be started only once at a time.
///
/// The server writes no statement, parameter or error message to its log, because these may carry case text.
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String DATABASE = "casegate";
    private static final String SUPERUSER = "postgres";
    private static final int SECONDS_TO_START = 120;
    private static final Duration PATIENCE_WITH_ORPHANS = Duration.ofSeconds(60);
    private static final SecureRandom RANDOM = new SecureRandom();
    /// Below the range from which systems lend ports to clients, so that a remembered port stays free.
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;
    /// A process can hold a file lock only once, and closing a second channel to the file would release the first.
    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

    /// Errors, statements and their values stay between server and caller: an error's text may quote a value.
    private static final String SETTINGS = String.join(" -c ", "-c listen_addresses=127.0.0.1",
            "unix_socket_directories=''",
            "password_encryption=scram-sha-256", "fsync=on", "full_page_writes=on", "synchronous_commit=on",
            "log_min_messages=log", "log_min_error_statement=panic", "log_statement=none", "log_error_verbosity=terse",
            "log_min_duration_statement=-1", "log_parameter_max_length=0", "log_parameter_max_length_on_error=0",
            "log_checkpoints=off", "timezone=UTC", "log_timezone=UTC");

    private final Path home;
    private final ServerAccount account;
    private final FileLock users;
    private final Map<String, String> passwords;
    private int port;

    private EmbeddedDatabase(Path home, ServerAccount account, FileLock users, Map<String, String> passwords) {
        this.home = home;
        this.account = account;
        this.users = users;
        this.passwords = passwords;
    }

    /// Starts the server of this home, or adopts the one that runs; the first time makes it, with its roles and the
    /// empty database `casegate`.
    ///
    /// @param home created if missing, for its owner only
    /// @param port where a server that has to be started listens; 0 for a free one, remembered in home
    /// @throws DatabaseUnavailable with one sentence for the operator
    public static EmbeddedDatabase start(Path home, int port) throws IOException {
        return start(home, port, "");
    }

    /// @param moreSettings further `-c name=value`, for tests that trade safety for speed
    static EmbeddedDatabase start(Path home, int port, String moreSettings) throws IOException {
        Path real = HomeFiles.directory(home);
        if (!IN_USE.add(real)) {
            throw new IllegalStateException("the database in " + real + " is in use by this process already");
        }
        FileChannel users = null;
        try (FileChannel lock = HomeFiles.openForLock(real.resolve("db.lock")); var _ = lock.lock()) {
            users = HomeFiles.openForLock(real.resolve("db.users"));
            FileLock using = users.lock(0, Long.MAX_VALUE, true);
            EmbeddedDatabase database = new EmbeddedDatabase(real, ServerAccount.choose(real), using, passwords(real));
            database.run(port, moreSettings);
            return database;
        } catch (IOException | RuntimeException e) {
            if (users != null) {
                users.close();
            }
            IN_USE.remove(real);
            throw e;
        }
    }

    /// The server's superuser, for making roles and for tests.
    public DatabaseAddress superuser() {
        return address(SUPERUSER);
    }

    /// Entered as [Roles#MIGRATE].
    public DatabaseAddress migrator() {
        return address(Roles.MIGRATE);
    }

    /// Entered as [Roles#APPLICATION]: what [Database#open] takes.
    public DatabaseAddress application() {
        return address(Roles.APPLICATION);
    }

    /// Entered as [Roles#AUDIT].
    public DatabaseAddress auditor() {
        return address(Roles.AUDIT);
    }

    DatabaseAddress address(String role) {
        return DatabaseAddress.of("127.0.0.1", port, DATABASE, role, passwords.getOrDefault(role, ""));
    }

    /// Where the data is.
    Path data() {
        return account.place().resolve("db");
    }

    /// Stops the server, unless another process uses it. Close every connection first.
    @Override
    public void close() throws IOException {
        FileChannel channel = users.channel();
        if (!channel.isOpen()) {
            return;
        }
        try (channel; FileChannel lock = HomeFiles.openForLock(home.resolve("db.lock")); var _ = lock.lock()) {
            users.release();
            if (channel.tryLock() != null) {
                stop(ServerBinaries.unpack(account.place()));
            }
        } finally {
            IN_USE.remove(home);
        }
    }

    private void run(int wantedPort, String moreSettings) throws IOException {
        Path programs = ServerBinaries.unpack(account.place());
        if (!Files.exists(home.resolve("db.ready"))) {
            initialise(programs);
        }
        Optional<Postmaster> running = Postmaster.in(data());
        if (running.isPresent() && !running.get().ready()) {
            stop(programs); // it was left half started or half stopped
            running = Optional.empty();
        }
        if (running.isPresent()) {
            port = running.get().port();
        } else {
            Postmaster.awaitNobody(data(), PATIENCE_WITH_ORPHANS);
            Files.deleteIfExists(Postmaster.file(data()));
            launch(programs, wantedPort, moreSettings);
        }
        if (!HomeFiles.read(home.resolve("db.port")).equals(Optional.of(Integer.toString(port)))) {
            HomeFiles.write(home.resolve("db.port"), Integer.toString(port)); // which waits for the disk twice
        }
        makeRoles();
    }

    private void initialise(Path programs) throws IOException {
        Postmaster.awaitNobody(data(), PATIENCE_WITH_ORPHANS);
        ServerBinaries.deleteTree(data());
        Files.deleteIfExists(home.resolve("db.roles"));
        Path secret = account.place().resolve("db.initial");
        HomeFiles.write(secret, passwords.getOrDefault(SUPERUSER, ""));
        account.own(secret);
        Path output = account.place().resolve("db-init.log");
        boolean done = Command.run(account, output, SECONDS_TO_START,
                List.of(programs.resolve("initdb").toString(), "-D", data().toString(), "-U", SUPERUSER,
                        "--pwfile=" + secret, "--auth=scram-sha-256", "-E", "UTF8", "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"));
        Files.delete(secret);
        if (!done) {
            throw new DatabaseUnavailable("PostgreSQL's data directory could not be made; " + output + " says why.");
        }
        HomeFiles.write(home.resolve("db.ready"), "The data directory is complete. Without this file it is made anew.");
    }

    /// A free port may be taken by somebody else between the choice and the start; then another is chosen.
    private void launch(Path programs, int wantedPort, String moreSettings) throws IOException {
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            throw new DatabaseUnavailable(
                    "The data directory " + data() + " was complete once and is not there any more.");
        }
        for (int attempt = 1; attempt <= 3; attempt++) {
            port = choosePort(wantedPort);
            if (startServer(programs, moreSettings)) {
                return;
            }
            if (isFree(port)) {
                break; // that was not the reason
            }
        }
        throw new DatabaseUnavailable("PostgreSQL did not start; " + account.place().resolve("db.log") + " says why.");
    }

    private boolean startServer(Path programs, String moreSettings) throws IOException {
        String options = "-p " + port + " " + SETTINGS + " " + moreSettings;
        return Command.run(account, account.place().resolve("db-start.log"), SECONDS_TO_START,
                List.of(programs.resolve("pg_ctl").toString(), "-D", data().toString(), "-w", "-t", "110", "-l",
                        account.place().resolve("db.log").toString(), "-o", options, "start"));
    }

    private void stop(Path programs) throws IOException {
        Path output = account.place().resolve("db-stop.log");
        boolean done = Command.run(account, output, SECONDS_TO_START,
                List.of(programs.resolve("pg_ctl").toString(), "-D",
                        data().toString(), "-m", "fast", "-w", "-t", "110", "stop"));
        if (!done && Postmaster.in(data()).isPresent()) {
            throw new DatabaseUnavailable("PostgreSQL in " + data() + " did not stop; " + output + " says why.");
        }
    }

    /// Once for each text of `roles.sql`: the mark is that text, written when all of it has been done.
    private void makeRoles() throws IOException {
        Path mark = home.resolve("db.roles");
        if (HomeFiles.read(mark).equals(Optional.of(Roles.sql().strip()))) {
            return;
        }
        try (Connection server = superuser().to("postgres").source().getConnection();
                Statement statement = server.createStatement()) {
            boolean exists;
            try (var found = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                exists = found.next();
            }
            if (!exists) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The database in " + home + " does not let its own superuser in.", e);
        }
        try (Connection database = superuser().source().getConnection()) {
            Roles.create(database);
            for (String role : Roles.THAT_LOG_IN) {
                Roles.password(database, role, passwords.getOrDefault(role, ""));
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The roles of the database in " + home + " could not be made.", e);
        }
        HomeFiles.write(mark, Roles.sql());
    }

    /// One line for each role that logs in, made with the home.
    private static Map<String, String> passwords(Path home) throws IOException {
        Path file = home.resolve("db.password");
        Optional<String> stored = HomeFiles.read(file);
        if (stored.isEmpty()) {
            StringBuilder lines = new StringBuilder();
            lines.append(SUPERUSER).append(' ').append(randomPassword());
            Roles.THAT_LOG_IN.forEach(role -> lines.append('\n').append(role).append(' ').append(randomPassword()));
            if (Files.exists(home.resolve("db.ready"))) { // never answered by making the data anew
                throw new DatabaseUnavailable(file + " is missing, and only it opens the database there: put it back.");
            }
            HomeFiles.write(file, lines.toString());
            stored = Optional.of(lines.toString());
        }
        Map<String, String> passwords = new HashMap<>();
        stored.get().lines().map(line -> line.split(" ", 2)).forEach(pair -> passwords.put(pair[0], pair[1]));
        return Map.copyOf(passwords);
    }

    private static String randomPassword() {
        byte[] octets = new byte[24];
        RANDOM.nextBytes(octets);
        return Base64.getUrlEncoder().encodeToString(octets);
    }

    private int choosePort(int wanted) throws IOException {
        if (wanted != 0) {
            if (!isFree(wanted)) {
                throw DatabaseUnavailable.portInUse(wanted);
            }
            return wanted;
        }
        Optional<Integer> remembered = HomeFiles.read(home.resolve("db.port"))
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(Integer::valueOf);
        if (remembered.isPresent() && isFree(remembered.get())) {
            return remembered.get();
        }
        for (int attempt = 0; attempt < 100; attempt++) {
            int candidate = FIRST_PORT + RANDOM.nextInt(PORTS);
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw new DatabaseUnavailable("No free port for the database was found on the loopback address.");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
