// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import java.net.InetAddress;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/// Where a PostgreSQL database is, and as whom to enter it. Prints without the password.
///
/// The loopback address is reached in clear; any other host only by TLS with a certificate that names it and that the
/// Java trust store accepts. There is no setting between the two.
public final class DatabaseAddress {
    private final String host;
    private final int port;
    private final String database;
    private final String user;
    private final String password;
    private final boolean inClear;

    private DatabaseAddress(String host, int port, String database, String user, String password, boolean inClear) {
        this.host = host;
        this.port = port;
        this.database = database;
        this.user = user;
        this.password = password;
        this.inClear = inClear;
    }

    /// A database on a server, entered with a password.
    ///
    /// @param host a name or an address; `localhost` and loopback addresses are reached without TLS
    public static DatabaseAddress of(String host, int port, String database, String user, String password) {
        return new DatabaseAddress(host, port, database, user, password, isLoopback(host));
    }

    /// Without TLS wherever it is: for a test's container on another machine.
    static DatabaseAddress inClear(String host, int port, String database, String user, String password) {
        return new DatabaseAddress(host, port, database, user, password, true);
    }

    /// The same server and database, entered as somebody else.
    public DatabaseAddress as(String otherUser, String otherPassword) {
        return new DatabaseAddress(host, port, database, otherUser, otherPassword, inClear);
    }

    /// The same server and user, another database.
    public DatabaseAddress to(String otherDatabase) {
        return new DatabaseAddress(host, port, otherDatabase, user, password, inClear);
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public String database() {
        return database;
    }

    public String user() {
        return user;
    }

    /// One connection, without a pool and without limits, which the caller closes: for tools and tests. The gateway goes
    /// through [Database].
    public Connection connect() throws SQLException {
        return source().getConnection();
    }

    /// Connections without a pool, for migrations, the ledger's sequencer, backups and tests. Errors from the server
    /// carry no detail line, because that line repeats values.
    PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[]{host});
        source.setPortNumbers(new int[]{port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("casegate");
        source.setConnectTimeout(5);
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false);
        source.setProperty(PGProperty.REQUIRE_AUTH, "scram-sha-256"); // never the password itself
        if (inClear) {
            source.setSslMode("disable");
        } else {
            source.setSslMode("verify-full");
            source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        return source;
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false; // a name: never looked up here, so nobody's answer can switch TLS off
        }
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
