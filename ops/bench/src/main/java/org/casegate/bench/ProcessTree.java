// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// One process with all that it starts, as Linux counts them (proc(5)).
record ProcessTree(long root) {
    private static final double TICKS = 100;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;
    private static final int RESIDENT = 21;

    /// Processor time so far, in seconds, of those that have ended too.
    double cpuSeconds() throws IOException {
        long ticks = 0;
        for (ProcessHandle each : all()) {
            List<String> fields = stat(each.pid());
            for (int field : new int[]{USER, SYSTEM, ENDED_USER, ENDED_SYSTEM}) {
                ticks += fields.isEmpty() ? 0 : Long.parseLong(fields.get(field));
            }
        }
        return ticks / TICKS;
    }

    /// Memory in MiB, what is shared divided among those that share it.
    double pss() throws IOException {
        long kibibytes = 0;
        for (ProcessHandle each : all()) {
            try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(each.pid()), "smaps_rollup"))) {
                kibibytes += lines.filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).sum();
            }
        }
        return kibibytes / 1024.0;
    }

    /// The one of them that has the most memory: the server, where a script has started it.
    Look look() throws IOException {
        long most = 0;
        long server = root;
        for (ProcessHandle each : all()) {
            List<String> fields = stat(each.pid());
            long pages = fields.isEmpty() ? 0 : Long.parseLong(fields.get(RESIDENT));
            if (pages > most) {
                most = pages;
                server = each.pid();
            }
        }
        return new Look(server);
    }

    /// What one process holds.
    record Look(long pid) {
        double handles() throws IOException {
            return count("fd");
        }

        double threads() throws IOException {
            return count("task");
        }

        private long count(String what) throws IOException {
            try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(pid), what))) {
                return entries.count();
            }
        }
    }

    private List<ProcessHandle> all() {
        ProcessHandle first = ProcessHandle.of(root)
                .orElseThrow(() -> new IllegalStateException("process " + root + " has ended"));
        return Stream.concat(Stream.of(first), first.descendants()).toList();
    }

    /// The fields behind the program's name, which may hold anything; none if the process has ended meanwhile.
    private static List<String> stat(long pid) throws IOException {
        Path file = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String line = new String(Files.readAllBytes(file), UTF_8);
            return List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
        } catch (IOException fault) {
            // it may end between its being opened and being read
            if (Files.exists(file)) {
                throw fault;
            }
            return List.of();
        }
    }
}
