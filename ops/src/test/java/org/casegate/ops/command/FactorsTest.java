// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.casegate.ops.console.Stop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactorsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pass  wörd\n123456", "pass  wörd\n123456\n", "pass  wörd\r\n123456\r\n"})
    void readsPasswordAndCode(String text) throws Exception {
        try (Factors factors = Factors.read(file(text))) {
            assertThat(factors.password()).containsExactly("pass  wörd".toCharArray());
            assertThat(factors.code()).isEqualTo("123456");
            assertThat(factors).hasToString("Factors");
        }
    }

    @Test
    void overwritesThePassword() throws Exception {
        Factors factors = Factors.read(file("secret\n123456\n"));
        factors.close();

        assertThat(factors.password()).containsOnly('\0');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "canary-word", "canary-word\n", "\n123456\n", "canary-word\n12345\n",
            "canary-word\n1234567\n", "canary-word\n12345x\n", "canary-word\n123456\nmore\n",
            "canary-word\n\n123456\n"})
    void refusesAnyOtherFileAndSaysNothingOfWhatItHolds(String text) throws Exception {
        Path file = file(text);

        assertThatThrownBy(() -> Factors.read(file)).isInstanceOf(Stop.class)
                .hasMessage(file + " is not a factors file; it has two lines, the password and the six-digit code");
    }

    @Test
    void saysThatAFileCannotBeRead() {
        assertThatThrownBy(() -> Factors.read(folder.resolve("none"))).isInstanceOf(Stop.class)
                .hasMessageEndingWith("none cannot be read");
    }

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("factors"), text);
    }
}
