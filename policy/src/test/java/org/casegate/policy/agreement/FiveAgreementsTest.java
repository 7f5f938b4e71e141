// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Warning;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What holds for each of the five bundled agreements.
class FiveAgreementsTest {

    static final List<JudgedBy> ALL = JudgedBy.ALL;

    @ParameterizedTest
    @FieldSource("ALL")
    @DisplayName("a pack with nothing wrong is accepted without a remark")
    void acceptsAPackWithNothingWrong(JudgedBy agreement) {
        Outcome outcome = agreement.judge(agreement.pack());

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.warnings()).extracting(Warning::text).isEmpty();
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }
}
