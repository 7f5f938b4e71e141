// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoClockTest {
    @TempDir
    Path home;

    @Test
    void isTheMachinesUntilItIsMoved() throws IOException {
        Instant before = InstantSource.system().instant();

        assertThat(DemoClock.open(home).instant()).isBetween(before, before.plusSeconds(60));
    }

    @Test
    void staysMovedForWhoeverOpensItLater() throws IOException {
        DemoClock.open(home).forward(Duration.ofDays(30));
        DemoClock.open(home).forward(Duration.ofDays(1));

        assertThat(DemoClock.open(home).ahead()).isEqualTo(Duration.ofDays(31));
    }

    @Test
    void takesOverWhatAnotherProcessMoved() throws IOException {
        DemoClock running = DemoClock.open(home);
        DemoClock.open(home).forward(Duration.ofHours(6));

        assertThat(running.ahead()).isZero();
        running.refresh();
        assertThat(running.ahead()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void neverGoesBack() throws IOException {
        DemoClock clock = DemoClock.open(home);

        assertThatThrownBy(() -> clock.forward(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotGuessAtAFileThatIsNotItsOwn() throws IOException {
        Files.writeString(home.resolve("clock"), "tomorrow\n");

        assertThatThrownBy(() -> DemoClock.open(home)).isInstanceOf(IOException.class)
                .hasMessageContaining("`tomorrow`, which is not a duration");
    }
}
