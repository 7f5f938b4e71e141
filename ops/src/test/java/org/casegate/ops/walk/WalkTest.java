// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.casegate.ops.demo.Ports;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("S01, S02: the whole journey by OpenSSH's sftp and over HTTPS, with evidence at every step")
    void walks() throws Exception {
        StringWriter story = new StringWriter();

        int status = Walk.run(new PrintWriter(story), Optional.of(folder.resolve("home")), Ports.free());

        assertThat(status).as(story.toString()).isZero();
        assertThat(story.toString()).contains("ACCEPTED", "RECIPIENT-NOT-NAMED", "REMINDER", "NOT-THE-RECIPIENT",
                "NOT-AVAILABLE", "DESTROYED",
                "All of it held");
    }
}
