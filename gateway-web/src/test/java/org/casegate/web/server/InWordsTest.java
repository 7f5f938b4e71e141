// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

final class InWordsTest {
    @ParameterizedTest
    @CsvSource({"2026-05-06T07:30:00Z,6 May 2026 at 8:30am", "2026-01-06T00:00:00Z,6 January 2026 at midnight",
            "2026-05-06T11:00:00Z,6 May 2026 at noon", "2026-05-06T11:05:00Z,6 May 2026 at 12:05pm",
            "2026-05-05T23:15:00Z,6 May 2026 at 12:15am", "2026-11-21T20:00:00Z,21 November 2026 at 8pm"})
    void writesMomentsInLondonsTime(Instant instant, String words) {
        assertThat(InWords.moment(instant)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0,0 bytes", "1,1 byte", "999,999 bytes", "1000,1.0 kB", "123456,123 kB", "999949,1000 kB",
            "999950,1.0 MB",
            "4233456,4.2 MB", "53687091200,54 GB"})
    void writesSizes(long bytes, String words) {
        assertThat(InWords.size(bytes)).isEqualTo(words);
    }

    @Test
    void writesDaysAndCounts() {
        assertThat(InWords.day(LocalDate.of(2026, 3, 1))).isEqualTo("1 March 2026");
        assertThat(InWords.count(1, "part")).isEqualTo("1 part");
        assertThat(InWords.count(0, "part")).isEqualTo("0 parts");
    }
}
