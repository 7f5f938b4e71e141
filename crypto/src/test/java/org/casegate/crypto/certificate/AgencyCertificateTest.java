// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.casegate.crypto.seal.CompatibleSealer;
import org.casegate.crypto.seal.Damaged;
import org.casegate.crypto.seal.Samples;
import org.casegate.crypto.seal.SessionKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Certificates that the real GnuPG makes.
class AgencyCertificateTest {
    @TempDir
    private static Path folder;
    private static Gpg gpg;

    @BeforeAll
    static void begin() throws IOException {
        gpg = new Gpg(folder);
    }

    @AfterAll
    static void end() throws IOException {
        if (gpg != null) {
            gpg.close();
        }
    }

    private static Instant now() {
        return Instant.now().plusSeconds(2);
    }

    private static String refusal(byte[] given, Instant now) {
        try {
            return "accepted: " + Certificate.read(given, now);
        } catch (CertificateRefused refused) {
            return refused.sentence();
        }
    }

    @ParameterizedTest
    @CsvSource({"ed25519, cv25519", "rsa3072, rsa3072", "nistp256, nistp384", "rsa2048, rsa4096", "nistp521, nistp521"})
    @DisplayName("OB-103: what is sealed to a certificate of GnuPG's it opens, at every boundary, and the minimal form is kept")
    void gnupgOpensIt(String primary, String subkey) throws Exception {
        String fingerprint = gpg.generate("Duty team " + primary + subkey, primary, subkey);
        Certificate certificate = Certificate.read(gpg.export(fingerprint), now());
        assertThat(certificate.fingerprint()).isEqualToIgnoringCase(fingerprint);
        assertThat(certificate.claims(now())).isEqualTo(Reads.V1);
        assertThat(certificate.expiresAt(now()).orElseThrow()).isBetween(now().plus(Duration.ofDays(360)),
                now().plus(Duration.ofDays(370)));
        assertThat(Certificate.restore(certificate.octets())).isEqualTo(certificate).hasSameHashCodeAs(certificate)
                .hasToString(certificate.fingerprint());
        for (int size : List.of(0, 1, 100_000)) {
            assertOpened(certificate, size);
        }
    }

    @Test
    @DisplayName("OB-103: GnuPG opens version 1 at every length around a block, a frame and a buffer")
    void gnupgOpensEveryLength() throws Exception {
        Certificate certificate = Certificate
                .read(gpg.export(gpg.generate("Lengths", "ed25519", "cv25519")), now());
        for (int size = 8; size < 28; size++) {
            assertOpened(certificate, size);
        }
        for (int around : List.of(160, 8192, 16384, 24576, 65536)) {
            for (int size = around - 45; size <= around + 3; size += 4) {
                assertOpened(certificate, size);
            }
        }
        assertOpened(certificate, 5_000_000);
    }

    private static void assertOpened(Certificate certificate, int size) throws IOException {
        byte[] content = Samples.content(size);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        try (SessionKey key = SessionKey.random()) {
            message.writeBytes(certificate.wrapCompatible(key, now()));
            CompatibleSealer sealer = new CompatibleSealer(key, message);
            for (int at = 0; at < size; at += 30_000) {
                sealer.write(content, at, Math.min(30_000, size - at));
            }
            sealer.finish();
        }
        assertThat(gpg.decrypt(message.toByteArray())).isEqualTo(content);
    }

    @Test
    void armourIsTakenOffAndUserAttributesAreDropped() throws Exception {
        String fingerprint = gpg.generate("Armoured", "ed25519", "cv25519");
        Certificate plain = Certificate.read(gpg.export(fingerprint), now());
        byte[] armoured = gpg.run(new byte[0], List.of("--armor", "--comment", "minimal", "--export", fingerprint));
        assertThat(Certificate.read(armoured, now())).isEqualTo(plain);
        assertThat(Certificate.read(plain.octets(), now())).isEqualTo(plain);
    }

    @Test
    void theNewestSubkeyIsSealedTo() throws Exception {
        String fingerprint = gpg.generate("Two subkeys", "ed25519", "cv25519", "--faked-system-time",
                "20260101T000000!");
        gpg.run(new byte[0], List.of("--quick-add-key", fingerprint, "rsa3072", "encr", "1y"));
        Certificate certificate = Certificate.read(gpg.export(fingerprint), now());
        assertOpened(certificate, 100);
        try (SessionKey key = SessionKey.random()) {
            assertThat(certificate.wrap(key, now()).length).as("wrapped to RSA, not to the older subkey")
                    .isGreaterThan(384);
        }
    }

    @Test
    @DisplayName("V17: whoever sends his secret key is told so")
    void secret() {
        String fingerprint = gpg.generate("Secret", "ed25519", "cv25519");
        for (List<String> command : List.of(List.of("--export-secret-keys", fingerprint),
                List.of("--armor", "--export-secret-keys", fingerprint),
                List.of("--export-secret-subkeys", fingerprint))) {
            assertThat(refusal(gpg.run(new byte[0], command), now())).startsWith("You sent your secret key.")
                    .contains("make a new key", "gpg --export");
        }
    }

    @Test
    @DisplayName("V17: an expired certificate is refused, at intake and at every wrap after")
    void expired() throws Exception {
        byte[] sent = gpg.export(gpg.generate("Expires", "ed25519", "cv25519"));
        Instant later = now().plus(Duration.ofDays(400));
        assertThat(refusal(sent, later)).contains("has expired", "extend it");
        Certificate certificate = Certificate.read(sent, now());
        assertThat(certificate.isAliveAt(later)).isFalse();
        try (SessionKey key = SessionKey.random()) {
            assertThatExceptionOfType(CertificateNotAlive.class).isThrownBy(() -> certificate.wrap(key, later))
                    .withMessageContaining(certificate.fingerprint());
            assertThatExceptionOfType(CertificateNotAlive.class)
                    .isThrownBy(() -> certificate.wrapCompatible(key, later));
        }
    }

    @Test
    void fromTheFuture() {
        byte[] sent = gpg.export(gpg.generate("Future", "ed25519", "cv25519"));
        assertThat(refusal(sent, now().minus(Duration.ofDays(1)))).contains("is from the future", "set the clock");
    }

    @Test
    @DisplayName("V17: a revoked certificate, or one whose subkey is, is refused")
    void revoked() throws Exception {
        String fingerprint = gpg.generate("Revoked", "ed25519", "cv25519");
        gpg.revoke(fingerprint);
        assertThat(refusal(gpg.export(fingerprint), now())).contains("is revoked", "that has taken its place");
    }

    @Test
    @DisplayName("V17: SHA-1 in a self-signature is refused, whatever date it claims")
    void sha1() {
        String now = gpg.generate("Weak", "rsa3072", "rsa3072", "--cert-digest-algo", "SHA1");
        String old = gpg.generate("Weak and old", "rsa3072", "rsa3072", "--cert-digest-algo", "SHA1",
                "--faked-system-time", "20260101T000000!");
        assertThat(refusal(gpg.export(now), now())).contains("SHA-1", "sign the certificate anew");
        assertThat(refusal(gpg.export(old), now())).contains("SHA-1", "sign the certificate anew");
    }

    @ParameterizedTest
    @CsvSource({"rsa3072, rsa2048, is RSA of 2048 bits", "ed25519, elg2048, is ElGamal",
            "ed25519, secp256k1, is on the curve secp256k1",
            "ed25519, brainpoolP256r1, is on the curve brainpoolP256r1",
            "rsa1024, rsa3072, is RSA of 1024 bits", "dsa2048, rsa3072, is DSA",
            "brainpoolP256r1, cv25519, is on the curve brainpoolP256r1"})
    @DisplayName("V17: algorithms below the list are refused by name, and the sentence says what to make instead")
    void weakKeys(String primary, String subkey, String why) {
        String fingerprint = gpg.generate("Weak %s %s".formatted(primary, subkey), primary, subkey);
        assertThat(refusal(gpg.export(fingerprint), now())).contains(why)
                .containsAnyOf("add a subkey of X25519", "make a new key, Ed25519");
    }

    @Test
    void noSubkeyToEncryptTo() {
        gpg.run(new byte[0], List.of("--quick-generate-key", "Signs only", "ed25519", "sign", "1y"));
        assertThat(refusal(gpg.export("=Signs only"), now())).contains("has no subkey to encrypt to",
                "--quick-add-key");
    }

    @Test
    @DisplayName("V17: a second certificate behind the first is not ignored, nor anything else")
    void moreThanOne() throws Exception {
        byte[] one = gpg.export(gpg.generate("One", "ed25519", "cv25519"));
        byte[] two = gpg.export(gpg.generate("Two", "ed25519", "cv25519"));
        assertThat(refusal(joined(one, two), now())).contains("more than one certificate", "send one alone");
        assertThat(refusal(joined(one, new byte[10]), now())).contains("not one whole OpenPGP certificate");
        assertThat(refusal(joined(one, new byte[]{(byte) 0xD5, 1, 0}), now())).contains("a packet of type 21");
        assertThat(refusal(joined(one, new byte[]{(byte) 0xCD, (byte) 0xFF, 0x7F, 0, 0, 0}), now()))
                .contains("not one whole");
        String armoured = armoured(one);
        assertThat(refusal((armoured + armoured).getBytes(StandardCharsets.US_ASCII), now()))
                .contains("one block", "nothing else");
        assertThat(refusal(("Hello,\n" + armoured).getBytes(StandardCharsets.US_ASCII), now())).contains("one block");
    }

    @Test
    @DisplayName("V17: what is too large, too many or too long is refused before a library reads it")
    void tooMuch() throws Exception {
        byte[] one = gpg.export(gpg.generate("Limits", "ed25519", "cv25519"));
        assertThat(refusal(joined(one, new byte[70_000]), now())).contains("larger than 64 KiB",
                "export-minimal");
        assertThat(refusal(new byte[2_000_000], now())).contains("larger than 64 KiB");
        assertThat(refusal(joined(one, joined(new byte[]{(byte) 0xCD, (byte) 0xC1, (byte) 0x41}, new byte[513])),
                now())).contains("longer than 512 octets");
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        ByteArrayOutputStream signatures = new ByteArrayOutputStream();
        for (int i = 0; i <= 100; i++) {
            names.writeBytes(new byte[]{(byte) 0xCD, 1, 'x'});
            signatures.writeBytes(new byte[]{(byte) 0xC2, 1, 4});
        }
        assertThat(refusal(joined(one, names.toByteArray()), now())).contains("more than 20 user IDs");
        assertThat(refusal(joined(one, signatures.toByteArray()), now())).contains("more than 100 signatures");
        String headers = armoured(one).replaceFirst("\n\n", "\n" + "Comment: x\n".repeat(11) + "\n");
        assertThat(refusal(headers.getBytes(StandardCharsets.US_ASCII), now())).contains("more than 10 headers");
    }

    @Test
    @DisplayName("V17: a certificate with any octet altered is refused or still the same key, and never a fault")
    void altered() throws Exception {
        byte[] sent = gpg.export(gpg.generate("Altered", "ed25519", "cv25519"));
        for (int at = 0; at < sent.length; at++) {
            byte[] altered = sent.clone();
            altered[at] ^= (byte) (1 << at % 8);
            assertThat(refusal(altered, now())).isNotEmpty();
            assertThatExceptionOfType(Damaged.class)
                    .isThrownBy(() -> Certificate.restore(Arrays.copyOf(sent, sent.length - 1)));
        }
    }

    private static String armoured(byte[] octets) {
        return "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(octets)
                + "\n-----END PGP PUBLIC KEY BLOCK-----\n";
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
