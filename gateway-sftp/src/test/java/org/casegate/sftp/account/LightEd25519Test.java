// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LightEd25519Test {
    private static final byte[] TEXT = "whoever signs in".getBytes(UTF_8);
    /// What stands before the octets of a key, in the forms that the JDK reads (RFC 8410).
    private static final String SECRET = "302e020100300506032b657004220420";
    private static final String PUBLIC = "302a300506032b6570032100";

    @BeforeAll
    static void first() {
        JdkSecurity.use();
    }

    @ParameterizedTest
    @DisplayName("RFC 8032, 7.1: the tests 1 to 3")
    @CsvSource({
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"})
    void signsAsTheStandardDoes(String secret, String open, String text, String signature) throws Exception {
        byte[] octets = HexFormat.of().parseHex(text);

        assertThat(sign(secret(secret), octets)).asHexString().isEqualToIgnoringCase(signature);
        assertThat(verifies(open(open), octets, HexFormat.of().parseHex(signature))).isTrue();
    }

    @Test
    @DisplayName("what it signs the JDK verifies, and the other way")
    void agreesWithTheJdk() throws Exception {
        KeyPair pair = pair();
        Signature jdk = Signature.getInstance("Ed25519");
        jdk.initVerify(pair.getPublic());
        jdk.update(TEXT);
        assertThat(jdk.verify(sign(pair.getPrivate(), TEXT))).isTrue();

        jdk.initSign(pair.getPrivate());
        jdk.update(TEXT);
        assertThat(verifies(pair.getPublic(), TEXT, jdk.sign())).isTrue();
    }

    @Test
    @DisplayName("V3: a signature counts for its text and its key alone, under its own name, whole and with nothing behind")
    void refusesWhatIsNotIt() throws Exception {
        KeyPair pair = pair();
        byte[] signature = sign(pair.getPrivate(), TEXT);
        assertThat(verifies(pair.getPublic(), TEXT, named("ssh-ed25519", signature))).isTrue();

        assertThat(verifies(pair().getPublic(), TEXT, signature)).as("another key").isFalse();
        assertThat(verifies(pair.getPublic(), "another text".getBytes(UTF_8), signature)).isFalse();
        assertThat(verifies(pair.getPublic(), TEXT, Arrays.copyOf(signature, 63))).as("cut").isFalse();
        assertThat(verifies(pair.getPublic(), TEXT, Arrays.copyOf(signature, 65))).as("longer").isFalse();
        for (int octet = 0; octet < signature.length; octet++) {
            byte[] changed = signature.clone();
            changed[octet] ^= 1;
            assertThat(verifies(pair.getPublic(), TEXT, changed)).as("octet %d", octet).isFalse();
        }
        assertThat(counts(pair.getPublic(), named("ecdsa-sha2-nistp256", signature))).as("another name").isFalse();
    }

    @Test
    @DisplayName("V3: octets that are no point of the curve are no key")
    void refusesWhatIsNoKey() throws Exception {
        PublicKey none = open("02" + "00".repeat(31));

        assertThatThrownBy(() -> new LightEd25519().initVerifier(null, none)).isInstanceOf(InvalidKeyException.class);
    }

    private static boolean counts(PublicKey key, byte[] signature) {
        try {
            return verifies(key, TEXT, signature);
        } catch (Exception refused) {
            return false;
        }
    }

    private static byte[] named(String name, byte[] signature) {
        ByteArrayBuffer buffer = new ByteArrayBuffer();
        buffer.putString(name);
        buffer.putBytes(signature);
        return buffer.getCompactData();
    }

    private static byte[] sign(PrivateKey key, byte[] text) throws Exception {
        LightEd25519 signature = new LightEd25519();
        signature.initSigner(null, key);
        signature.update(null, text, 0, text.length);
        return signature.sign(null);
    }

    private static boolean verifies(PublicKey key, byte[] text, byte[] shown) throws Exception {
        LightEd25519 signature = new LightEd25519();
        signature.initVerifier(null, key);
        signature.update(null, text, 0, text.length);
        return signature.verify(null, shown);
    }

    private static KeyPair pair() throws Exception {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static PrivateKey secret(String octets) throws Exception {
        return KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(HexFormat.of().parseHex(SECRET + octets)));
    }

    private static EdECPublicKey open(String octets) throws Exception {
        return (EdECPublicKey) KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(PUBLIC + octets)));
    }
}
