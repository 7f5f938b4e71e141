// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.core.CoreModuleProperties;
import org.casegate.policy.directory.Authenticated;
import org.casegate.sftp.account.KeyFile;
import org.casegate.sftp.tree.MemoryTree;

/// A server on loopback with one account, a tree in memory behind it, and MINA's client before it.
final class Door implements AutoCloseable {
    static final String ACCOUNT = "sp-review-officer";

    private final Path directory;
    private final TestAccounts accounts;
    private final MemoryTree tree = new MemoryTree();
    private final SftpServer server;
    private final SshClient client;
    private final Path userKey;
    private final List<Authenticated> admitted = new CopyOnWriteArrayList<>();

    Door(Path directory) throws IOException {
        this(directory, settings -> settings);
    }

    Door(Path directory, UnaryOperator<SftpSettings> set) throws IOException {
        this(directory, TestAccounts.shared(), set);
    }

    Door(Path directory, TestAccounts accounts, UnaryOperator<SftpSettings> set) throws IOException {
        this.accounts = accounts;
        this.directory = directory;
        userKey = directory.resolve("user_key");
        KeyFile.write(userKey, accounts.own(), ACCOUNT);
        SftpSettings settings = SftpSettings.of(InetAddress.getLoopbackAddress(), 0, directory.resolve("host-keys"));
        var requests = tree.requests();
        server = SftpServer.start(set.apply(settings), accounts.signIn(), (who, reply) -> {
            admitted.add(who);
            return requests.apply(reply);
        });
        client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((session, address, key) -> true);
        CoreModuleProperties.REQUEST_EXEC_REPLY.set(client, true);
        CoreModuleProperties.REQUEST_SHELL_REPLY.set(client, true);
        client.start();
    }

    SftpServer server() {
        return server;
    }

    /// Who opened a channel, in order.
    List<Authenticated> admitted() {
        return admitted;
    }

    MemoryTree tree() {
        return tree;
    }

    TestAccounts accounts() {
        return accounts;
    }

    Path directory() {
        return directory;
    }

    Path userKey() {
        return userKey;
    }

    int port() {
        return server.port();
    }

    SshClient client() {
        return client;
    }

    ClientSession signIn() throws IOException {
        return signIn(ACCOUNT, KeyFile.read(userKey));
    }

    ClientSession signIn(String account, KeyPair key) throws IOException {
        ClientSession session = connect(account);
        session.addPublicKeyIdentity(key);
        session.auth().verify(Duration.ofSeconds(20));
        return session;
    }

    ClientSession connect(String account) throws IOException {
        return client.connect(account, "127.0.0.1", port()).verify(Duration.ofSeconds(20)).getSession();
    }

    @Override
    public void close() throws IOException {
        client.stop();
        server.close();
    }
}
