// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import org.casegate.crypto.certificate.Certificate;
import org.casegate.crypto.certificate.CertificateRefused;
import org.casegate.crypto.seal.Damaged;

/// Whatever an agency sends for a certificate, it is taken in, and then read back to the octet, or refused with a sentence that a
/// person can read: never a fault. A plain test run goes through the corpus; `-Pfuzz` looks for more.
class CertificateFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

    @FuzzTest(maxDuration = "1m")
    void anyOctets(byte[] octets) throws Damaged {
        try {
            Certificate certificate = Certificate.read(octets, NOW);
            assertThat(certificate.isAliveAt(NOW)).isTrue();
            assertThat(Certificate.restore(certificate.octets())).isEqualTo(certificate);
        } catch (CertificateRefused refused) {
            assertThat(refused.sentence()).hasSizeLessThan(500).endsWith(".")
                    .matches(sentence -> sentence.chars().noneMatch(Character::isISOControl), "no control");
        }
    }
}
