// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Random;
import org.bouncycastle.bcpg.sig.PreferredAEADCiphersuites;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.casegate.crypto.seal.Damaged;
import org.casegate.crypto.seal.SessionKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ManagedKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");
    private static ManagedSecret secret;
    private static ManagedCertificate certificate;

    @BeforeAll
    static void generate() {
        secret = ManagedKeys.generate(NOW);
        certificate = secret.certificate();
    }

    @AfterAll
    static void close() {
        secret.close();
    }

    @Test
    void whatIsWrappedToTheCertificateTheSecretUnwraps() throws IOException {
        try (SessionKey key = SessionKey.random()) {
            byte[] pkesk = certificate.wrap(key, NOW);
            assertThat(pkesk).hasSize(111);
            try (SessionKey unwrapped = secret.unwrap(pkesk)) {
                assertThat(unwrapped.octets()).isEqualTo(key.octets());
            }
        }
    }

    @Test
    void bothHalvesAreTakenUpAgainFromTheirOctets() throws IOException {
        assertThat(ManagedCertificate.parse(certificate.octets())).isEqualTo(certificate)
                .hasSameHashCodeAs(certificate).hasToString(certificate.fingerprint());
        try (ManagedSecret restored = ManagedSecret.restore(secret.octets()); SessionKey key = SessionKey.random()) {
            assertThat(restored.certificate()).isEqualTo(certificate);
            try (SessionKey unwrapped = restored.unwrap(certificate.wrap(key, NOW))) {
                assertThat(unwrapped.octets()).isEqualTo(key.octets());
            }
        }
    }

    @Test
    void aKeyIsWrappedToForTwoYearsAndOpensWhatItHasForEver() throws IOException {
        Instant end = Instant.parse("2028-11-23T10:00:00Z");
        assertThat(certificate.expiresAt()).isEqualTo(end);
        try (SessionKey key = SessionKey.random()) {
            byte[] last = certificate.wrap(key, end.minusSeconds(1));
            assertThatExceptionOfType(CertificateNotAlive.class)
                    .isThrownBy(() -> certificate.wrap(key, end.plusSeconds(1)))
                    .withMessageContaining(certificate.fingerprint());
            secret.unwrap(last).close();
        }
    }

    @Test
    void aKeyFromTheFutureIsNotWrappedTo() {
        try (SessionKey key = SessionKey.random()) {
            assertThatExceptionOfType(CertificateNotAlive.class)
                    .isThrownBy(() -> certificate.wrap(key, NOW.minus(Duration.ofDays(1))));
        }
    }

    @Test
    void theCertificateNamesNobodyAndPrefersGcm() throws IOException {
        OpenPGPCertificate read = new BcOpenPGPApi().readKeyOrCertificate().parseCertificate(certificate.octets());
        assertThat(read.getIdentities()).isEmpty();
        assertThat(read.getPrimaryKey().getVersion()).isEqualTo(6);
        PGPSignatureSubpacketVector hashed = read.getPrimaryKey()
                .getLatestSelfSignature(Date.from(NOW.plusSeconds(5)))
                .getSignature().getHashedSubPackets();
        PreferredAEADCiphersuites.Combination[] suites = hashed.getPreferredAEADCiphersuites().getRawAlgorithms();
        assertThat(suites).extracting(suite -> suite.getSymmetricAlgorithm() + "/" + suite.getAeadAlgorithm())
                .containsExactly("9/3", "9/2", "7/2");
        assertThat(hashed.getFeatures().supportsSEIPDv2()).isTrue();
        assertThat(hashed.getKeyExpirationTime()).isEqualTo(ManagedKeys.VALIDITY.toSeconds());
    }

    @Test
    void anotherSecretDoesNotUnwrap() throws IOException {
        try (ManagedSecret other = ManagedKeys.generate(NOW); SessionKey key = SessionKey.random()) {
            assertThat(other.certificate()).isNotEqualTo(certificate);
            assertThatExceptionOfType(Damaged.class).isThrownBy(() -> other.unwrap(certificate.wrap(key, NOW)));
        }
    }

    @Test
    void everyAlteredOrCutOrLengthenedWrapIsRefused() throws IOException {
        try (SessionKey key = SessionKey.random()) {
            byte[] pkesk = certificate.wrap(key, NOW);
            for (int bit = 0; bit < 8 * pkesk.length; bit++) {
                byte[] altered = pkesk.clone();
                altered[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(refused(altered, key)).as("bit %d", bit).isTrue();
            }
            for (int length = 0; length < pkesk.length; length++) {
                assertThat(refused(Arrays.copyOf(pkesk, length), key)).isTrue();
            }
            for (int more = 1; more < 100; more++) {
                assertThat(refused(Arrays.copyOf(pkesk, pkesk.length + more), key)).isTrue();
            }
        }
    }

    @Test
    @DisplayName("V17: whatever the octets of a wrap or a key are, the answer is Damaged")
    void anyOctetsAreRefusedInTheSameWay() {
        Random random = new Random(17);
        byte[] ours = secret.octets();
        for (int i = 0; i < 2000; i++) {
            byte[] octets = new byte[random.nextInt(200)];
            random.nextBytes(octets);
            if (octets.length > 2) {
                octets[0] = (byte) 0xC1;
                octets[1] = (byte) (octets.length - 2);
                octets[2] = i % 2 == 0 ? 6 : octets[2];
            }
            assertThatExceptionOfType(Damaged.class).isThrownBy(() -> secret.unwrap(octets));
        }
        for (int i = 0; i < 500; i++) {
            byte[] altered = Arrays.copyOf(ours, ours.length - random.nextInt(3));
            altered[random.nextInt(altered.length)] ^= (byte) (1 + random.nextInt(255));
            try {
                ManagedSecret.restore(altered).close();
            } catch (Damaged _) {
                // What does not read back octet by octet is refused; what does is caught by the envelope around it.
            }
        }
    }

    @Test
    void whatFollowsACertificateOrKeyIsNotIgnored() {
        byte[] certificates = Arrays.copyOf(certificate.octets(), 2 * certificate.octets().length);
        System.arraycopy(certificate.octets(), 0, certificates, certificates.length / 2, certificates.length / 2);
        assertThatExceptionOfType(Damaged.class).isThrownBy(() -> ManagedCertificate.parse(certificates));
        byte[] keys = Arrays.copyOf(secret.octets(), secret.octets().length + 1);
        assertThatExceptionOfType(Damaged.class).isThrownBy(() -> ManagedSecret.restore(keys));
        assertThatExceptionOfType(Damaged.class).isThrownBy(() -> ManagedSecret.restore(certificate.octets()));
        assertThatExceptionOfType(Damaged.class).isThrownBy(() -> ManagedCertificate.parse(secret.octets()));
        assertThatExceptionOfType(Damaged.class).isThrownBy(() -> ManagedCertificate.parse(new byte[0]));
    }

    @Test
    void aClosedSecretRefusesToBeUsed() throws IOException {
        ManagedSecret closed = ManagedKeys.generate(NOW);
        ManagedCertificate itsCertificate = closed.certificate();
        closed.close();
        assertThatIllegalStateException().isThrownBy(closed::octets);
        try (SessionKey key = SessionKey.random()) {
            byte[] pkesk = itsCertificate.wrap(key, NOW);
            assertThatIllegalStateException().isThrownBy(() -> closed.unwrap(pkesk));
        }
    }

    /// True also where another key came out, which would be no use to anybody; false only where the right one did.
    private static boolean refused(byte[] pkesk, SessionKey key) {
        try (SessionKey unwrapped = secret.unwrap(pkesk)) {
            return !Arrays.equals(unwrapped.octets(), key.octets());
        } catch (Damaged _) {
            return true;
        }
    }
}
