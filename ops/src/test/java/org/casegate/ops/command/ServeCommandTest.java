// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServeCommandTest {
    @Test
    void knowsTheCommandOfAServiceByItselfAndLeavesAllElseToTheCommandLine() {
        assertThat(ServeCommand.asService(List.of("serve", "--config", "/etc/casegate/casegate.yaml")))
                .contains(Path.of("/etc/casegate/casegate.yaml"));
        for (List<String> other : List.of(List.of("serve"), List.of("serve", "--help"),
                List.of("serve", "--config=casegate.yaml"), List.of("serve", "--config", "casegate.yaml", "--help"),
                List.of("serve", "--conf", "casegate.yaml"), List.of("demo", "--config", "casegate.yaml"))) {
            assertThat(ServeCommand.asService(other)).isEmpty();
        }
    }
}
