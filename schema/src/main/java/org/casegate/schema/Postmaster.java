// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// What a data directory says of the server that runs in it. The pid alone proves nothing (it may be a zombie, or another
/// process by now); a process whose working directory is the data directory does.
///
/// @param pid   the first line of `postmaster.pid`
/// @param port  its fourth line
/// @param ready whether its eighth line says that connections are accepted
record Postmaster(long pid, int port, boolean ready) {
    private static final Path PROCESSES = Path.of("/proc");

    /// The server that runs in this directory, if any.
    static Optional<Postmaster> in(Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file(data));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() < 4 || !lines.get(0).matches("[0-9]{1,10}") || !lines.get(3).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        long pid = Long.parseLong(lines.get(0));
        boolean ready = lines.size() > 7 && lines.get(7).strip().equals("ready");
        return worksIn(PROCESSES.resolve(Long.toString(pid)), data)
                ? Optional.of(new Postmaster(pid, Integer.parseInt(lines.get(3)), ready))
                : Optional.empty();
    }

    static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }

    /// Waits until nobody works in the data directory: the children of a killed server end by themselves, and a new server
    /// beside them would ruin the data.
    ///
    /// @throws DatabaseUnavailable if somebody still does when the patience ends
    static void awaitNobody(Path data, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Optional<ProcessHandle> someone = someoneIn(data); someone.isPresent(); someone = someoneIn(data)) {
            if (System.nanoTime() - deadline > 0) {
                throw new DatabaseUnavailable("Process " + someone.get().pid() + " still works in " + data
                        + " after its server ended: end it, then start again.");
            }
            awaitExit(someone.get());
        }
    }

    /// A tenth of a second at most, because a zombie never counts as ended although it no longer works anywhere.
    private static void awaitExit(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(100, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return; // looked at again by the caller
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a killed PostgreSQL ended");
        }
    }

    private static Optional<ProcessHandle> someoneIn(Path data) throws IOException {
        try (Stream<Path> entries = Files.list(PROCESSES)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
                    .filter(entry -> worksIn(entry, data))
                    .findAny()
                    .flatMap(entry -> ProcessHandle.of(Long.parseLong(entry.getFileName().toString())));
        }
    }

    private static boolean worksIn(Path process, Path data) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(data);
        } catch (IOException e) {
            return false; // ended, a zombie, or somebody else's
        }
    }
}
