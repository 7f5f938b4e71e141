// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void replacesWhatATerminalWouldObey() {
        assertThat(Line.clean("\u001b[31mred\u0007 two\r\nlines \u202etxt.exe \u0085\u2028end"))
                .isEqualTo(" [31mred  two  lines  txt.exe   end");
    }

    @Test
    void leavesWordsOfAnyLanguageAlone() {
        assertThat(Line.clean("Siân’s file “café” – 日本語 🙂")).isEqualTo("Siân’s file “café” – 日本語 🙂");
    }

    @Test
    void cutsWhatIsLongerThanASentence() {
        assertThat(Line.clean("x".repeat(10_000))).hasSize(4_000);
    }
}
