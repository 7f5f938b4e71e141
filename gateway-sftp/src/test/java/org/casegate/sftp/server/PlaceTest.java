// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.casegate.policy.register.Network;
import org.casegate.sftp.account.UserKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who signs in from where nothing may be sent, with OpenSSH's own client; a balancer says where he is.
class PlaceTest {
    private static final String TOLD = "TERRITORY: this gateway takes nothing from an unknown place, which is where it finds"
            + " your address. Connect from your agency's network, or ask your administrator to have this address registered"
            + " for your agency. If a child may be at risk now";

    @TempDir
    static Path directory;

    private static RealIntake gateway;
    private static Relay abroad;
    private static Relay home;

    @BeforeAll
    static void open() throws Exception {
        Assumptions.assumeTrue(Stream.of(System.getenv("PATH").split(":", -1)).map(place -> Path.of(place, "sftp"))
                .anyMatch(Files::isExecutable), "OpenSSH is not installed");
        gateway = new RealIntake(directory,
                settings -> settings.withBalancers(List.of(Network.parse("127.0.0.1").orElseThrow())));
        abroad = new Relay(gateway.server().port(), Relay.header("203.0.113.9"), 4096);
        home = new Relay(gateway.server().port(), Relay.header("127.9.9.9"), 4096);
        Files.writeString(directory.resolve("known_hosts"),
                gateway.server().hostKeys().knownHosts("127.0.0.1", abroad.port())
                        + gateway.server().hostKeys().knownHosts("127.0.0.1", home.port()));
        UserKeys.make(directory.resolve("stranger"), "stranger");
    }

    @AfterAll
    static void shut() throws IOException {
        if (gateway != null) {
            abroad.close();
            home.close();
            gateway.close();
        }
    }

    @Test
    @DisplayName("A-06, OB-114: from an unknown place a person with the right key reads why, and does nothing; nor is he counted as one who guesses")
    void turnsAway() throws Exception {
        for (int i = 0; i < 7; i++) {
            Ended ended = list(abroad, gateway.userKey());

            assertThat(ended.status()).isEqualTo(255);
            assertThat(ended.err()).contains(TOLD).contains("ring Out-of-hours duty team, 01632 960999");
            assertThat(ended.out()).isEmpty();
        }
        assertThat(gateway.server().channels()).isZero();
        assertThat(list(home, gateway.userKey())).satisfies(ended -> {
            assertThat(ended.status()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("README.txt");
        });
    }

    @Test
    @DisplayName("V3: a stranger is answered the same wherever he is")
    void tellsStrangersNothing() throws Exception {
        Ended there = list(abroad, directory.resolve("stranger"));
        Ended here = list(home, directory.resolve("stranger"));

        assertThat(there.err()).contains("Permission denied (publickey)").doesNotContain("TERRITORY");
        assertThat(there).isEqualTo(here);
    }

    private record Ended(int status, String out, String err) {}

    private static Ended list(Relay relay, Path key) throws Exception {
        Path batch = Files.writeString(directory.resolve("batch"), "ls -l /\n");
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        Process process = new ProcessBuilder("sftp", "-F", "none", "-P", Integer.toString(relay.port()), "-i",
                key.toString(), "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o",
                "UserKnownHostsFile=" + directory.resolve("known_hosts"), "-o", "StrictHostKeyChecking=yes", "-o",
                "BatchMode=yes", "-b", batch.toString(), RealIntake.ACCOUNT + "@127.0.0.1")
                .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
