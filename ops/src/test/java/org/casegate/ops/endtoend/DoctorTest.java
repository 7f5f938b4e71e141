// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// `casegate doctor` beside a gateway that runs.
class DoctorTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("S01: a demonstration that runs is well: no finding is red, exit status 0, for people and for programs")
    void runningDemo() throws Exception {
        try (RunningDemo demo = RunningDemo.in(folder)) {
            RunningDemo.Ran json = demo.run("doctor", "--json");

            assertThat(json.status()).as(json.output()).isZero();
            assertThat(green(json.output())).contains("master key", "key ring", "gateway", "database rights", "ledger",
                    "clock", "storage places", "TLS certificate", "ports", "duty contact", "points of contact");
            assertThat(json.output()).contains("SFTP answers on port", "the portal answers on port",
                    "the administration answers on port");

            RunningDemo.Ran text = demo.run("doctor");
            assertThat(text.status()).isZero();
            assertThat(text.output()).contains("green  master key").doesNotContain("red  ");
            demo.verifyLedger();
            Path log = demo.file().home().resolve("log/casegate.log");
            Await.until("sealing is warm, and knows how this processor hashes",
                    () -> Files.readString(log).contains("Warm sha256="));
        }
    }

    /// The checks all of whose findings are green.
    private static List<String> green(String json) {
        List<?> lines = (List<?>) new Load(LoadSettings.builder().build()).loadFromString(json);
        List<String> others = lines.stream().filter(line -> !"GREEN".equals(((Map<?, ?>) line).get("state")))
                .map(line -> String.valueOf(((Map<?, ?>) line).get("check"))).toList();
        return lines.stream().map(line -> String.valueOf(((Map<?, ?>) line).get("check")))
                .filter(check -> !others.contains(check)).distinct().toList();
    }
}
