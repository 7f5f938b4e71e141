// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.casegate.policy.document.Parsed;

/// A text that somebody names on the command line: read whole, or refused with every mistake in it.
public final class GivenFile {
    private GivenFile() {}

    /// Reads the text into a value.
    ///
    /// @param largestBytes where the reader stops reading; a longer text is handed to it cut off one octet later
    /// @throws Stop with one line for each mistake, naming file, line, key and what is accepted
    public static <T> T read(Path file, int largestBytes, Function<byte[], Parsed<T>> reader) {
        return switch (reader.apply(octets(file, largestBytes))) {
            case Parsed.Good<T>(T value) -> value;
            case Parsed.Bad<T> bad -> throw Stop.badInput(bad.complaints().stream()
                    .map(complaint -> complaint.in(file.toString())).collect(Collectors.joining("\n")));
        };
    }

    /// The octets, at most one more than are allowed.
    ///
    /// @throws Stop where there is no such file or it cannot be read
    public static byte[] octets(Path file, int largestBytes) {
        if (Files.isDirectory(file)) {
            throw Stop.badInput(file + ": is a folder; a file is wanted");
        }
        if (Files.notExists(file)) {
            throw Stop.badInput(file + ": no such file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(largestBytes + 1);
        } catch (IOException e) {
            throw Stop.badInput(file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
