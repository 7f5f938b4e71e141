// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;

/// The clock of a demonstration: the machine's, moved forward by what a file in the home says. It only ever goes
/// forward, because the ledger's order is the order of time. A gateway that is no demonstration never has one.
public final class DemoClock implements InstantSource {
    private final Path file;
    private volatile Duration ahead;

    private DemoClock(Path file, Duration ahead) {
        this.file = file;
        this.ahead = ahead;
    }

    /// @param home the demonstration's home; the file in it may be missing, then the clock is the machine's
    public static DemoClock open(Path home) throws IOException {
        Path file = home.resolve("clock");
        return new DemoClock(file, read(file));
    }

    /// The clock of the demonstration whose configuration this is.
    public static DemoClock beside(Path config) throws IOException {
        return open(config.toAbsolutePath().resolveSibling(".").normalize());
    }

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(ahead);
    }

    /// How far this clock is ahead of the machine's.
    Duration ahead() {
        return ahead;
    }

    /// Moves the clock, also for whoever opens it later.
    public synchronized void forward(Duration by) throws IOException {
        if (by.isNegative()) {
            throw new IllegalArgumentException("the clock only goes forward, and " + by + " was asked for");
        }
        Duration moved = read(file).plus(by);
        Path next = file.resolveSibling("clock.next");
        Files.writeString(next, moved + "\n", US_ASCII);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        ahead = moved;
    }

    /// Takes over what another process has moved meanwhile.
    synchronized void refresh() throws IOException {
        ahead = read(file);
    }

    private static Duration read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Duration.ZERO;
        }
        String text = Files.readString(file, US_ASCII).strip();
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException notOurs) {
            throw new IOException("%s holds `%s`, which is not a duration".formatted(file, text), notOurs);
        }
    }
}
