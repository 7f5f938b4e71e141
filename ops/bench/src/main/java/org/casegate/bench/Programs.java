// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Other people's programs.
final class Programs {
    private Programs() {}

    /// Those of them that are not on the PATH.
    static List<String> missing(String... names) {
        List<String> folders = Arrays.asList((System.getenv("PATH") + ":/usr/sbin").split(":"));
        return Arrays.stream(names)
                .filter(name -> folders.stream().noneMatch(folder -> Files.isExecutable(Path.of(folder, name))))
                .toList();
    }

    /// Runs one to its end.
    ///
    /// @return all that it said
    /// @throws IOException if it did not exit with 0
    static String run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        Process running = builder.start();
        String said = new String(running.getInputStream().readAllBytes(), UTF_8);
        if (running.waitFor() != 0) {
            throw new IOException(command.getFirst() + " did not succeed: " + said.strip());
        }
        return said;
    }

    /// The same in the usual environment.
    static String run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), List.of(command));
    }

    /// Seconds that something takes.
    static double seconds(Work work) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    /// What is timed.
    interface Work {
        void run() throws IOException, InterruptedException;
    }
}
