// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.casegate.ops.console.Stop;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HostKeyCommandTest {
    @TempDir
    Path folder;

    private record Ran(int status, String out) {}

    @Test
    @DisplayName("V13 the next host keys are made, shown and put in the place of the present ones, once each")
    void changesTheKeys() throws Exception {
        Files.writeString(folder.resolve("casegate.yaml"), """
                casegate: 1
                web: { certificate: web.p12, password_file: web.password }
                ledger: { origin: example.org/ledger }
                """);
        Ran shown = run("show");
        assertThat(shown.out()).hasLineCount(2).contains("present  SHA256:").doesNotContain("next");
        assertThat(run("change").status()).isEqualTo(1);

        Ran prepared = run("next");
        assertThat(prepared.out()).hasLineCount(4).startsWith(shown.out()).contains("next     SHA256:");
        assertThat(run("next").status()).isEqualTo(1);

        Ran changed = run("change");
        assertThat(changed.out())
                .isEqualTo(prepared.out().substring(shown.out().length()).replace("next     ", "present  "));
        assertThat(run("show")).isEqualTo(changed);
    }

    private Ran run(String command) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new HostKeyCommand());
        line.setOut(new PrintWriter(out));
        line.setExecutionExceptionHandler((fault, _, _) -> {
            if (fault instanceof Stop stop) {
                return stop.status();
            }
            throw fault;
        });
        int status = line.execute(command, "--config", folder.resolve("casegate.yaml").toString());
        return new Ran(status, out.toString());
    }
}
