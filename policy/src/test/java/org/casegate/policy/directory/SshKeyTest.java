// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshKeyTest {
    /// The key of RFC 8032 section 7.1, test 1, as OpenSSH writes it.
    private static final String ED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";

    @Test
    void knowsAnEd25519KeyOfTheJdk() throws Exception {
        byte[] raw = Base64.getDecoder().decode(ED25519.substring("ssh-ed25519 ".length()));
        byte[] y = new byte[32];
        for (int i = 0; i < 32; i++) {
            y[i] = raw[raw.length - 1 - i];
        }
        boolean xOdd = (y[0] & 0x80) != 0;
        y[0] &= 0x7F;
        PublicKey key = KeyFactory.getInstance("Ed25519")
                .generatePublic(
                        new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(xOdd, new BigInteger(1, y))));

        assertThat(SshKey.of(key).orElseThrow().same(SshKey.parse(ED25519 + " officer@example").orElseThrow()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"secp256r1,ecdsa-sha2-nistp256,140", "secp384r1,ecdsa-sha2-nistp384,184",
            "secp521r1,ecdsa-sha2-nistp521,232"})
    void knowsEcdsaKeys(String curve, String type, int base64) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        PublicKey key = generator.generateKeyPair().getPublic();
        PublicKey other = generator.generateKeyPair().getPublic();
        String line = TestKeys.line(key);

        assertThat(line).startsWith(type + " ").hasSize(type.length() + 1 + base64);
        assertThat(SshKey.of(key).orElseThrow().same(SshKey.parse(line).orElseThrow())).isTrue();
        assertThat(SshKey.of(other).orElseThrow().same(SshKey.parse(line).orElseThrow())).isFalse();
    }

    @Test
    void doesNotKnowRsa() throws Exception {
        assertThat(SshKey.of(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ssh-ed25519", "ssh-ed25519 !!!!",
            "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea",
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5", "ssh-ed25519 AAAA"})
    void readsNoKeyFromALineThatIsNone(String line) {
        assertThat(SshKey.parse(line)).isEmpty();
    }
}
