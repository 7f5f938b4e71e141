// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path directory;

    @Test
    void readsBackWhatItWrote() throws Exception {
        for (String algorithm : new String[]{"Ed25519", "EC", "RSA"}) {
            Path file = directory.resolve(algorithm);
            KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();

            KeyFile.write(file, pair, "somebody");
            KeyPair read = KeyFile.read(file);

            assertThat(read.getPublic().getEncoded()).isEqualTo(pair.getPublic().getEncoded());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            assertThat(Files.readString(file)).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n");
        }
        try (var left = Files.list(directory)) {
            assertThat(left).hasSize(3);
        }
    }

    @Test
    void refusesAKeyThatOthersMayRead() throws Exception {
        Path file = directory.resolve("key");
        UserKeys.make(file, "somebody");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> KeyFile.read(file)).isInstanceOf(IOException.class).hasMessageContaining("chmod 600");
    }

    @Test
    void refusesWhatIsNoKey() throws Exception {
        Path file = directory.resolve("key");
        Files.writeString(file, "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> KeyFile.read(file)).isInstanceOf(IOException.class);
    }

    @Test
    void givesTheLineForTheRegister() throws Exception {
        Path file = directory.resolve("key");

        String line = UserKeys.make(file, "sp-review-officer");

        assertThat(line).startsWith("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5").endsWith(" sp-review-officer");
        assertThat(UserKeys.line(file, "sp-review-officer")).isEqualTo(line);
    }

    @Test
    void findsThePublicHalfOfAnEd25519Key() throws Exception {
        JdkEd25519 ed25519 = new JdkEd25519();
        for (int i = 0; i < 20; i++) {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

            EdECPublicKey found = ed25519.recoverEDDSAPublicKey(pair.getPrivate());

            assertThat(found.getEncoded()).isEqualTo(pair.getPublic().getEncoded());
        }
    }

    @Test
    @DisplayName("MINA adds no security provider to the process: Bouncy Castle stays out (DESIGN section 4)")
    void leavesTheListOfProvidersAlone() {
        JdkSecurity.use();

        assertThat(Arrays.stream(Security.getProviders()).map(provider -> provider.getName()))
                .doesNotContain("BC", "EdDSA", "BCFIPS").contains("SunJCE", "SunEC");
    }
}
