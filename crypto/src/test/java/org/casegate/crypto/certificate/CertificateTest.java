// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.casegate.crypto.seal.SessionKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Certificates of version 6: ours, and the sample of RFC 9580 appendix A.3.
class CertificateTest {
    private static final byte[] SAMPLE = Base64.getDecoder()
            .decode("xioGY4d/4xsAAAAg+U2nu0jWCmHlZ3BqZYfQMxmZu52JGggkLq2EVD34laPCsQYfGwoAAABCBYJjh3/jAwsJBwUVCg4IDAIWAAKb"
                    + "AwIeCSIhBssYbE8GCaaX5NUt+mxyKwwfHifBilZwj2Ul7Ce62azJBScJAgcCAAAAAK0oIBA+LX0ifsDm185Ecds2v8lwgyU2kCcUmKfv"
                    + "BXbAf6rhRYWzuQOwEn7E/aLwIwRaLsdry0+VcallHhSu4RN6HWaEQsiPlR4zxP/TP7mhfVEe7XWPxtnMUMtf15OyA51YBM4qBmOHf+MZ"
                    + "AAAAIIaTJINn+eUBXbki+PSAld2nhJh/LVmFsS+60WyvXkQ1wpsGGBsKAAAALAWCY4d/4wKbDCIhBssYbE8GCaaX5NUt+mxyKwwfHifB"
                    + "ilZwj2Ul7Ce62azJAAAAAAQBIKbpGG2dWTX8j+VjFM21J0hqWlEg+bdiojWnKfA5AQpWUWtnNwDEM0g12vYxoWM8Y81W+bHBw805I8kW"
                    + "VkXU6vFOi+HWvv/ira7ofJu16NnoUkhclkUrk0mXubZvyl4GBg==");
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    @Test
    @DisplayName("V17: the sample certificate of RFC 9580 A.3 is taken in")
    void theSampleIsTakenIn() throws Exception {
        Certificate certificate = Certificate.read(SAMPLE, NOW);
        assertThat(certificate.fingerprint())
                .isEqualTo("cb186c4f0609a697e4d52dfa6c722b0c1f1e27c18a56708f6525ec27bad9acc9");
        assertThat(certificate.octets()).isEqualTo(SAMPLE);
        assertThat(certificate.claims(NOW)).isEqualTo(Reads.V2);
        assertThat(certificate.expiresAt(NOW)).isEmpty();
    }

    @Test
    void whatIsWrappedItsOwnerUnwraps() throws Exception {
        try (ManagedSecret owner = ManagedKeys.generate(NOW); SessionKey key = SessionKey.random()) {
            Certificate certificate = Certificate.read(owner.certificate().octets(), NOW);
            assertThat(certificate.claims(NOW)).isEqualTo(Reads.V2);
            assertThat(certificate.fingerprint()).isEqualTo(owner.certificate().fingerprint());
            assertThat(certificate.expiresAt(NOW)).contains(owner.certificate().expiresAt());
            try (SessionKey unwrapped = owner.unwrap(certificate.wrap(key, NOW))) {
                assertThat(unwrapped.octets()).isEqualTo(key.octets());
            }
            assertThatExceptionOfType(CertificateNotAlive.class)
                    .isThrownBy(() -> certificate.wrap(key, NOW.plus(ManagedKeys.VALIDITY).plus(Duration.ofDays(1))));
        }
    }

    @Property(tries = 2000)
    @Label("V17: whatever is sent for a certificate, the answer is a sentence")
    void anyOctets(@ForAll byte[] given) {
        assertThatExceptionOfType(CertificateRefused.class).isThrownBy(() -> Certificate.read(given, NOW))
                .satisfies(refused -> assertThat(refused.sentence()).endsWith("."));
    }

    @Property(tries = 2000)
    @Label("V17: whatever is altered in a certificate, the answer is a sentence or the same key")
    void altered(@ForAll int at, @ForAll byte octet) throws IOException {
        byte[] given = SAMPLE.clone();
        given[Math.floorMod(at, given.length)] = octet;
        try (SessionKey key = SessionKey.random();
                ManagedSecret owner = ManagedSecret.restore(StandardVectorsTest.SECRET_KEY);
                SessionKey unwrapped = owner.unwrap(Certificate.read(given, NOW).wrap(key, NOW))) {
            assertThat(unwrapped.octets()).isEqualTo(key.octets());
        } catch (CertificateRefused refused) {
            assertThat(refused.sentence()).isNotEmpty();
        }
    }
}
