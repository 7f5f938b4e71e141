// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.sshd.common.SshConstants.SSH_MSG_DISCONNECT;
import static org.apache.sshd.common.SshConstants.SSH_MSG_USERAUTH_FAILURE;
import static org.apache.sshd.common.SshConstants.SSH_MSG_USERAUTH_INFO_REQUEST;
import static org.apache.sshd.common.SshConstants.SSH_MSG_USERAUTH_INFO_RESPONSE;
import static org.apache.sshd.common.SshConstants.SSH_MSG_USERAUTH_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.sftp.server.SftpServerTest.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.sshd.common.util.buffer.Buffer;
import org.casegate.crypto.credential.Totp;
import org.casegate.policy.directory.Channel;
import org.casegate.policy.register.SshRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A one-time code after the key, where the agency asks its people for one.
class CodeTest {
    private static final String KEYBOARD = "keyboard-interactive";
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    Path directory;

    private final TestAccounts accounts = TestAccounts.fresh();
    private Door door;
    private byte[] secret = {};

    @BeforeEach
    void open() throws IOException {
        door = new Door(Files.createDirectory(directory.resolve("door")), accounts, settings -> settings);
        accounts.rule(SshRules.NONE.withOneTimeCode(true));
        secret = accounts.enrol(Door.ACCOUNT);
    }

    @AfterEach
    void shut() throws IOException {
        door.close();
    }

    @Test
    @DisplayName("V3, lesson 19: the key is half of it; then the code is offered, and nothing but the code; both make the account")
    void asksForBoth() throws Exception {
        try (RawClient client = new RawClient(door.port())) {
            assertThat(refusal(client.none(Door.ACCOUNT).answer())).isEqualTo("publickey false");
            assertThat(refusal(client.prove(Door.ACCOUNT, accounts.own()).answer())).isEqualTo(KEYBOARD + " true");
            assertThat(door.admitted()).isEmpty();
            assertThat(ask(client)).isEqualTo("One-time code: ");
            assertThat(answer(client, code(0)).next()).isEqualTo(SSH_MSG_USERAUTH_SUCCESS);
        }
        await(() -> door.server().waiting() == 0);
        assertThat(accounts.failures()).isEqualTo(1); // the address, which has none any more
    }

    @Test
    @DisplayName("V3: without the key nobody is asked for a code, in whatever order he tries")
    void asksNobodyWithoutTheKey() throws Exception {
        KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        try (RawClient client = new RawClient(door.port())) {
            assertThat(refusal(keyboard(client).answer())).isEqualTo("publickey false");
            assertThat(client.prove(Door.ACCOUNT, accounts.own().getPublic(), stranger.getPrivate()).next())
                    .isEqualTo(SSH_MSG_USERAUTH_FAILURE);
            assertThat(refusal(keyboard(client).answer())).isEqualTo("publickey false");
            assertThat(answer(client, code(0)).next()).as("an answer that nobody asked for ends it")
                    .isIn(SSH_MSG_DISCONNECT, RawClient.GONE);
        }
        assertThat(door.admitted()).isEmpty();
    }

    @Test
    @DisplayName("V3, lesson 18: the half that was given is neither forgotten nor doubled by asking for the service again")
    void remembersTheKeyOverServiceRequests() throws Exception {
        try (RawClient client = new RawClient(door.port())) {
            assertThat(client.prove(Door.ACCOUNT, accounts.own()).next()).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
            client.service();
            assertThat(refusal(client.prove(Door.ACCOUNT, accounts.own()).answer())).startsWith(KEYBOARD);
            client.service();
            assertThat(ask(client)).isEqualTo("One-time code: ");
            assertThat(answer(client, code(0)).next()).isEqualTo(SSH_MSG_USERAUTH_SUCCESS);
        }
    }

    @Test
    @DisplayName("lesson 18: one code lets one in, over SFTP or in the portal, and not again")
    void usesACodeUp() throws Exception {
        String first = code(0);
        assertThat(attempt(first)).isEqualTo(SSH_MSG_USERAUTH_SUCCESS);
        assertThat(attempt(first)).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
        assertThat(portal(first)).isFalse();

        secret = accounts.enrol(Door.ACCOUNT);
        String second = code(0);
        assertThat(portal(second)).isTrue();
        assertThat(attempt(second)).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
        assertThat(attempt(code(1))).isEqualTo(SSH_MSG_USERAUTH_SUCCESS);
    }

    @Test
    @DisplayName("V3: wrong codes are counted one by one, in one connection or many, and the right one waits too")
    void slowsGuessesDown() throws Exception {
        try (RawClient client = new RawClient(door.port())) {
            client.prove(Door.ACCOUNT, accounts.own()).next();
            for (int i = 0; i < 5; i++) {
                ask(client);
                assertThat(answer(client, i == 0 ? "" : "00000" + i + "x").next()).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
            }
            ask(client);
            assertThat(answer(client, code(0)).next()).isEqualTo(SSH_MSG_USERAUTH_FAILURE);
        }
        try (RawClient client = new RawClient(door.port())) {
            assertThat(client.prove(Door.ACCOUNT, accounts.own()).next()).isEqualTo(SSH_MSG_DISCONNECT);
        }
        assertThat(door.admitted()).isEmpty();
    }

    @Test
    @DisplayName("lesson 19: programs, and people of agencies that ask for none, need no code; people without an authenticator do")
    void asksWhomItConcerns() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        accounts.registerSystem("sp-nightly", key);
        accounts.register("sp-newcomer", key);

        assertThat(prove("sp-nightly", key)).isEqualTo("in");
        assertThat(prove("sp-newcomer", key)).isEqualTo(KEYBOARD + " true");
        accounts.rule(SshRules.NONE);
        assertThat(prove("sp-newcomer", key)).isEqualTo("in");
    }

    @Test
    @DisplayName("V3: an agency that begins to ask between the key and its answer lets nobody slip through")
    void looksAgainAtTheEnd() throws Exception {
        accounts.rule(SshRules.NONE);
        try (RawClient client = new RawClient(door.port())) {
            client.none(Door.ACCOUNT).next();
            accounts.rule(SshRules.NONE.withOneTimeCode(true));
            assertThat(client.prove(Door.ACCOUNT, accounts.own()).next()).as("of MINA").isIn(SSH_MSG_USERAUTH_SUCCESS,
                    RawClient.GONE);
            assertThat(client.next()).isIn(SSH_MSG_DISCONNECT, RawClient.GONE);
            await(() -> door.server().waiting() == 0);
        }
        assertThat(door.admitted()).isEmpty();
        assertThat(door.server().channels()).isZero();
    }

    @Test
    @DisplayName("OpenSSH's own sftp asks for the code after the key, and shows the files")
    void letsOpenSshIn() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/sftp")), "OpenSSH is here");

        assertThat(sftp(code(0))).contains("Remote working directory: /");
        assertThat(sftp("000000")).contains("Permission denied (keyboard-interactive)");
    }

    private String sftp(String code) throws Exception {
        Path ask = directory.resolve("ask");
        Files.writeString(ask, "#!/bin/sh\necho " + code + "\n");
        Files.setPosixFilePermissions(ask, PosixFilePermissions.fromString("rwx------"));
        Path hosts = Files.writeString(directory.resolve("known_hosts"),
                door.server().hostKeys().knownHosts("127.0.0.1", door.port()));
        ProcessBuilder builder = new ProcessBuilder("sftp", "-F", "none", "-P", Integer.toString(door.port()), "-i",
                door.userKey().toString(), "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o",
                "UserKnownHostsFile=" + hosts, "-o", "NumberOfPasswordPrompts=1", Door.ACCOUNT + "@127.0.0.1")
                .redirectErrorStream(true);
        builder.environment().put("SSH_ASKPASS", ask.toString());
        builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write("pwd\n".getBytes(UTF_8));
        } catch (IOException gone) {
            // refused before it read a command
        }
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return out;
    }

    private int attempt(String code) throws Exception {
        try (RawClient client = new RawClient(door.port())) {
            client.prove(Door.ACCOUNT, accounts.own()).next();
            ask(client);
            return answer(client, code).next();
        }
    }

    private String prove(String account, KeyPair key) throws Exception {
        try (RawClient client = new RawClient(door.port())) {
            Buffer answer = client.prove(account, key).answer();
            return answer.array()[answer.rpos()] == SSH_MSG_USERAUTH_SUCCESS ? "in" : refusal(answer);
        }
    }

    private boolean portal(String code) {
        return accounts.signIn().withPasswordAndCode(Door.ACCOUNT, "a password for tests".toCharArray(), code,
                Channel.PORTAL, HERE).isPresent();
    }

    private String code(int stepsAhead) {
        return Totp.code(secret, Totp.stepAt(Instant.now()) + stepsAhead);
    }

    private static RawClient keyboard(RawClient client) throws IOException {
        return client.request(Door.ACCOUNT, KEYBOARD, packet -> {
            packet.putString("");
            packet.putString("");
        });
    }

    private static String ask(RawClient client) throws Exception {
        Buffer question = keyboard(client).answer();
        assertThat(question.getUByte()).isEqualTo((short) SSH_MSG_USERAUTH_INFO_REQUEST);
        question.getString();
        question.getString();
        question.getString();
        assertThat(question.getInt()).isEqualTo(1);
        return question.getString();
    }

    private static RawClient answer(RawClient client, String code) throws IOException {
        return client.send(SSH_MSG_USERAUTH_INFO_RESPONSE, packet -> {
            packet.putInt(1);
            packet.putString(code);
        });
    }

    // what may follow, and whether it is partial success
    private static String refusal(Buffer answer) {
        assertThat(answer.getUByte()).isEqualTo((short) SSH_MSG_USERAUTH_FAILURE);
        return answer.getString() + " " + answer.getBoolean();
    }
}
