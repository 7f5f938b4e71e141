// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);
    private static final long STEP = Totp.stepAt(NOW);

    /// RFC 6238 appendix B, the SHA-1 column.
    @ParameterizedTest
    @CsvSource({"59,94287082", "1111111109,07081804", "1111111111,14050471", "1234567890,89005924",
            "2000000000,69279037",
            "20000000000,65353130"})
    void makesTheCodesOfTheRfc(long seconds, String code) {
        assertThat(Totp.code(SECRET, Totp.stepAt(Instant.ofEpochSecond(seconds)), 8)).isEqualTo(code);
    }

    @Test
    void acceptsThePresentStepAndOneOnEitherSide() {
        for (long step = STEP - 1; step <= STEP + 1; step++) {
            assertThat(Totp.verify(SECRET, Totp.code(SECRET, step), NOW, 0)).hasValue(step);
        }
        assertThat(Totp.verify(SECRET, Totp.code(SECRET, STEP - 2), NOW, 0)).isEmpty();
        assertThat(Totp.verify(SECRET, Totp.code(SECRET, STEP + 2), NOW, 0)).isEmpty();
    }

    @Test
    void neverAcceptsAStepThatIsUsedOrOlder() {
        assertThat(Totp.verify(SECRET, Totp.code(SECRET, STEP), NOW, STEP)).isEmpty();
        assertThat(Totp.verify(SECRET, Totp.code(SECRET, STEP - 1), NOW, STEP)).isEmpty();
        assertThat(Totp.verify(SECRET, Totp.code(SECRET, STEP + 1), NOW, STEP)).hasValue(STEP + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "000000", "0818040", "081804 ", " 081804", "-81804",
            "\u0660\u0668\u0661\u0668\u0660\u0664"})
    void refusesWhatIsNotTheCode(String code) {
        assertThat(Totp.code(SECRET, STEP)).isEqualTo("081804");
        assertThat(Totp.verify(SECRET, code, NOW, 0)).isEmpty();
    }

    @Test
    void makesSecretsOfTheRecommendedSizeThatDiffer() {
        assertThat(Totp.newSecret()).hasSize(20).isNotEqualTo(Totp.newSecret());
    }

    @Test
    void givesAuthenticatorsTheSecretAsALink() {
        assertThat(Totp.uri(SECRET, "CaseGate demo", "sp-review-officer"))
                .isEqualTo("otpauth://totp/CaseGate%20demo:sp-review-officer"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=CaseGate%20demo");
    }
}
