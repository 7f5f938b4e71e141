// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Set;
import org.casegate.policy.document.Complaint;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.register.AgreementId;

/// Whatever the octets are, there is a manifest or there are complaints that a person can read: never a fault, never neither.
/// A plain test run goes through the corpus; `-Pfuzz` looks for more.
class ManifestFuzzTest {
    private static final ManifestParser PARSER = new ManifestParser(
            Set.of(new AgreementId("staffordshire"), new AgreementId("wirral")));
    private static final int LONGEST = 2_000;

    @FuzzTest(maxDuration = "1m")
    void anyOctets(byte[] octets) {
        switch (PARSER.parse(octets)) {
            case Parsed.Good<Manifest> good -> assertThat(good.value().parts()).isNotEmpty();
            case Parsed.Bad<Manifest> bad -> {
                assertThat(bad.complaints()).isNotEmpty();
                for (Complaint complaint : bad.complaints()) {
                    assertThat(complaint.line()).isNotNegative();
                    assertThat(complaint.toString()).hasSizeLessThan(LONGEST)
                            .matches(sentence -> sentence.chars().noneMatch(Character::isISOControl), "no control");
                }
            }
        }
    }
}
