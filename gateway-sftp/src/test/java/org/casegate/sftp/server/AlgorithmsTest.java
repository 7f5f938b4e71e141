// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.casegate.sftp.account.JdkSecurity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What happens where a process cannot do what the gateway offers.
class AlgorithmsTest {

    /// A process of its own.
    static final class Elsewhere {
        private Elsewhere() {}

        public static void main(String[] arguments) {
            JdkSecurity.use();
            try {
                Algorithms.keyExchanges();
                System.out.println("starts");
            } catch (IllegalStateException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    @Test
    @DisplayName("V13: without the library of the post-quantum exchanges the server does not start, and says what is missing")
    void saysWhatIsMissing() throws Exception {
        assertThat(run(entry -> true)).isEqualTo("starts");
        assertThat(run(entry -> !entry.contains("bcprov")))
                .isEqualTo("The SSH server does not start: this process cannot do"
                        + " mlkem768x25519-sha256, sntrup761x25519-sha512, sntrup761x25519-sha512@openssh.com."
                        + " Is Bouncy Castle on its class path?");
    }

    private static String run(Predicate<String> keep) throws Exception {
        String path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)).filter(keep)
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", path,
                        Elsewhere.class.getName()))
                .redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(out).isTrue();
        return out.lines().filter(line -> !line.startsWith("SLF4J") && !line.contains(" |-")).toList().getLast();
    }
}
