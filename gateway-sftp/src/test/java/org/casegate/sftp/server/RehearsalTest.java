// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.sftp.server.SftpServerTest.await;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.function.IntSupplier;

import org.casegate.policy.register.Network;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    private static final int SOME = 5;

    @TempDir
    Path directory;

    private final TestAccounts accounts = TestAccounts.fresh();

    @Test
    @DisplayName("V3: the sign-ins that a start rehearses are refused, counted against nobody, and leave no session")
    void leavesNothing() throws Exception {
        try (Door door = new Door(directory, accounts, settings -> settings)) {
            IntSupplier rehearsed = door.server().rehearse(settings());
            await(() -> rehearsed.getAsInt() >= SOME);

            assertThat(door.admitted()).isEmpty();
            assertThat(door.server().channels()).isZero();
            door.signIn().close();
        }
        assertThat(accounts.failures()).isZero();
    }

    @Test
    @DisplayName("V3: beside a rehearsal whoever else fails from the same address is counted as ever")
    void countsEverybodyElse() throws Exception {
        try (Door door = new Door(directory, accounts, settings -> settings)) {
            IntSupplier rehearsed = door.server().rehearse(settings());
            await(() -> rehearsed.getAsInt() >= 1);
            try (RawClient stranger = new RawClient(door.port())) {
                stranger.prove("nobody-0123456789abcdef", KeyPairGenerator.getInstance("Ed25519").generateKeyPair())
                        .next();
            }
            await(() -> accounts.failures() == 2); // the name and the address
            int before = rehearsed.getAsInt();
            await(() -> rehearsed.getAsInt() >= before + 2);
        }
        assertThat(accounts.failures()).isEqualTo(2);
    }

    @Test
    void doesNotPretendToBeABalancer() throws Exception {
        try (Door door = new Door(directory, accounts, settings -> settings)) {
            IntSupplier rehearsed = door.server()
                    .rehearse(settings().withBalancers(List.of(Network.parse("127.0.0.1/32").orElseThrow())));
            door.signIn().close();

            assertThat(rehearsed.getAsInt()).isZero();
            assertThat(door.server().waiting()).isZero();
        }
    }

    private SftpSettings settings() {
        return SftpSettings.of(InetAddress.getLoopbackAddress(), 0, directory.resolve("host-keys"));
    }
}
