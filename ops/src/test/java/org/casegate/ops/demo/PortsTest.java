// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A port that was found free stays so until it is used: the system gives it to no other program of its own accord, and no
/// second asker here gets it.
class PortsTest {
    private static final int FIRST_OF_THE_SYSTEM = 32_768;

    @Test
    void givesNoPortTwiceAndNoneThatTheSystemGivesOut() {
        List<Integer> given = IntStream.range(0, 200).mapToObj(_ -> Ports.free())
                .flatMap(ports -> Stream.of(ports.sftp(), ports.web(), ports.admin())).toList();

        assertThat(given).doesNotHaveDuplicates().allMatch(port -> port < FIRST_OF_THE_SYSTEM);
    }
}
