// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static org.apache.sshd.common.SshConstants.SSH_MSG_CHANNEL_OPEN;
import static org.apache.sshd.common.SshConstants.SSH_MSG_DISCONNECT;
import static org.apache.sshd.common.SshConstants.SSH_MSG_SERVICE_REQUEST;
import static org.apache.sshd.common.SshConstants.SSH_MSG_USERAUTH_FAILURE;
import static org.apache.sshd.common.SshConstants.SSH_MSG_USERAUTH_PK_OK;
import static org.apache.sshd.common.SshConstants.SSH_MSG_USERAUTH_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.sftp.server.SftpServerTest.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;

import org.apache.sshd.common.util.buffer.Buffer;
import org.casegate.policy.directory.SignIn;
import org.casegate.policy.register.Network;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who gets in, met by a client that keeps to no order.
class SigningInTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    Path directory;

    private final TestAccounts accounts = TestAccounts.fresh();
    private Door door;

    @BeforeEach
    void open() throws IOException {
        door = new Door(Files.createDirectory(directory.resolve("door")), accounts, settings -> settings);
    }

    @AfterEach
    void shut() throws IOException {
        door.close();
    }

    @Test
    @DisplayName("V3: a key that is shown is nobody; a proof makes the account, and nothing before it opens a channel")
    void believesProofsOnly() throws Exception {
        try (RawClient client = new RawClient(door.port())) {
            assertThat(client.show(Door.ACCOUNT, accounts.own().getPublic()).next()).isEqualTo(SSH_MSG_USERAUTH_PK_OK);
            assertThat(door.admitted()).isEmpty();
            assertThat(client.prove(Door.ACCOUNT, accounts.own()).next()).isEqualTo(SSH_MSG_USERAUTH_SUCCESS);
        }
        try (RawClient client = new RawClient(door.port())) {
            client.show(Door.ACCOUNT, accounts.own().getPublic()).next();
            client.send(SSH_MSG_CHANNEL_OPEN, SigningInTest::session);

            assertThat(client.next()).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
        }
        try (RawClient client = new RawClient(door.port())) {
            client.send(SSH_MSG_CHANNEL_OPEN, SigningInTest::session);

            assertThat(client.next()).isEqualTo(SSH_MSG_DISCONNECT);
        }
        assertThat(door.server().channels()).isZero();
    }

    @Test
    @DisplayName("V3: a proof made with another key is refused and counted, though the key that it names is the account's")
    void refusesAnothersProof() throws Exception {
        KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        for (int i = 0; i < 5; i++) {
            try (RawClient client = new RawClient(door.port())) {
                client.prove(Door.ACCOUNT, accounts.own().getPublic(), stranger.getPrivate());
                assertThat(client.next()).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
            }
            await(() -> door.server().waiting() == 0);
        }
        assertThat(door.admitted()).isEmpty();
        awaitThrottled(accounts.signIn(), Door.ACCOUNT);
    }

    @Test
    @DisplayName("V3, lesson 18: asking for the sign-in service again starts no new count of attempts")
    void countsAttemptsOverServiceRequests() throws Exception {
        try (RawClient client = new RawClient(door.port())) {
            int attempts = 0;
            int answer = SSH_MSG_USERAUTH_FAILURE;
            while (answer == SSH_MSG_USERAUTH_FAILURE && attempts < 40) {
                answer = client.service().none(Door.ACCOUNT).next();
                attempts++;
            }
            assertThat(answer).isEqualTo(SSH_MSG_DISCONNECT);
            assertThat(attempts).as("eleven answers and the end").isEqualTo(12);
        }
    }

    @Test
    @DisplayName("V3: a session signs in once, as one account")
    void changesNothingAfterwards() throws Exception {
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        accounts.register("sp-second", other);
        try (RawClient client = new RawClient(door.port())) {
            client.none(Door.ACCOUNT).next();

            assertThat(client.prove("sp-second", other).next()).isEqualTo(SSH_MSG_DISCONNECT);
        }
        try (RawClient client = new RawClient(door.port())) {
            assertThat(client.prove("sp-second", other).next()).isEqualTo(SSH_MSG_USERAUTH_SUCCESS);
            client.send(SSH_MSG_SERVICE_REQUEST, packet -> packet.putString("ssh-userauth"));

            assertThat(client.next()).isEqualTo(SSH_MSG_DISCONNECT);
        }
    }

    @Test
    @DisplayName("lessons 24 and 30: after five sign-ins that failed the next waits, on every node, known account or not, and is told so")
    void makesThemWait() throws Exception {
        KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        try (Door second = new Door(Files.createDirectory(directory.resolve("second")), accounts,
                settings -> settings)) {
            for (String account : List.of(Door.ACCOUNT, "nobody-at-all")) {
                for (int i = 0; i < 5; i++) {
                    try (RawClient client = new RawClient(door.port())) {
                        assertThat(client.prove(account, stranger).next()).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
                    }
                }
                awaitThrottled(accounts.signIn(), account);

                try (RawClient client = new RawClient(second.port())) {
                    Buffer answer = client.none(account).answer();
                    assertThat(answer.getUByte()).isEqualTo((short) SSH_MSG_DISCONNECT);
                    answer.getInt();
                    assertThat(answer.getString())
                            .isEqualTo("Too many sign-ins failed. Wait 15 minutes, then try again.");
                }
            }
            assertThatThrownBy(() -> second.signIn(Door.ACCOUNT, accounts.own())).isInstanceOf(IOException.class);
            assertThat(second.admitted()).isEmpty();
        }
    }

    @Test
    @DisplayName("V15: an address that fails with one name after another waits, and the clients beside it behind the balancer do not")
    void makesAnAddressWait() throws Exception {
        KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        try (Door behind = new Door(Files.createDirectory(directory.resolve("behind")), accounts,
                settings -> settings.withBalancers(List.of(Network.parse("127.0.0.1").orElseThrow())));
                Relay guesser = new Relay(behind.port(), Relay.header("203.0.113.9"), 4096);
                Relay neighbour = new Relay(behind.port(), Relay.header("203.0.113.8"), 4096)) {
            for (int i = 0; i < 20; i++) {
                try (RawClient client = new RawClient(guesser.port())) {
                    client.prove("name-" + i, stranger).next();
                }
            }
            await(() -> !accounts.signIn().mayTry(Door.ACCOUNT, InetAddress.ofLiteral("203.0.113.9")));

            try (RawClient refused = new RawClient(guesser.port()); RawClient let = new RawClient(neighbour.port())) {
                assertThat(refused.prove(Door.ACCOUNT, accounts.own()).next()).isEqualTo(SSH_MSG_DISCONNECT);
                assertThat(let.prove(Door.ACCOUNT, accounts.own()).next())
                        .isEqualTo(SSH_MSG_USERAUTH_SUCCESS);
            }
        }
    }

    @Test
    @DisplayName("who breaks off before he has named an account, and who signs in a hundred times, is not counted")
    void countsFailuresOnly() throws Exception {
        for (int i = 0; i < 6; i++) {
            try (RawClient client = new RawClient(door.port())) {
                client.service();
            }
        }
        for (int i = 0; i < 6; i++) {
            try (RawClient client = new RawClient(door.port())) {
                client.none(Door.ACCOUNT).next();
                assertThat(client.prove(Door.ACCOUNT, accounts.own()).next()).isEqualTo(SSH_MSG_USERAUTH_SUCCESS);
            }
        }
        await(() -> door.server().waiting() == 0);
        assertThat(accounts.failures()).isZero();
    }

    @Test
    @DisplayName("V3: without its database the gateway lets nobody in")
    void refusesWithoutItsDatabase() throws Exception {
        accounts.lose();

        assertThatThrownBy(() -> door.signIn(Door.ACCOUNT, accounts.own())).isInstanceOf(IOException.class);
        assertThat(door.admitted()).isEmpty();
    }

    private static void awaitThrottled(SignIn signIn, String account) throws InterruptedException {
        await(() -> !signIn.mayTry(account, HERE));
    }

    private static void session(Buffer packet) {
        packet.putString("session");
        packet.putInt(0);
        packet.putInt(1 << 20);
        packet.putInt(1 << 15);
    }
}
