// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTest {
    @ParameterizedTest
    @CsvSource({"0, 0 parts", "1, 1 part", "2, 2 parts"})
    void writesAsPeopleDo(long number, String written) {
        assertThat(Count.of(number, "part")).isEqualTo(written);
    }
}
