// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.crypto.tlog.VerifierKey;

/// A verification as it is asked for on a command line.
///
/// @param tiles       a directory, or an address that begins with `https://`
/// @param keys        verifier keys or files that hold one: the log's, those of logs that ended before it, and those of witnesses
///                    that are relied on
/// @param checkpoints files, or directories of them, that were kept elsewhere
/// @param authority   a certificate authority in PEM, where the site's is not a public one
public record Verification(String tiles, List<String> keys, List<Path> checkpoints, Optional<Path> authority) {
    private static final int LONGEST = 64 * 1024;

    public Verification {
        keys = List.copyOf(keys);
        checkpoints = List.copyOf(checkpoints);
    }

    /// Verifies.
    ///
    /// @throws IllegalArgumentException with one sentence, if it cannot be asked like this
    /// @throws IOException              if something cannot be read
    public LedgerReport run() throws IOException {
        List<VerifierKey> parsed = parsedKeys();
        List<VerifierKey> logs = parsed.stream().filter(key -> key.type() == VerifierKey.Type.LOG).toList();
        if (logs.isEmpty() || logs.stream().map(VerifierKey::name).distinct().count() < logs.size()) {
            throw new IllegalArgumentException("give exactly one key of the log itself, and one of each log that ended"
                    + " before it (`casegate ledger vkey` prints it)");
        }
        List<VerifierKey> witnesses = parsed.stream().filter(key -> key.type() == VerifierKey.Type.WITNESS).toList();
        if (!tiles.startsWith("https://")) {
            Path directory = Path.of(tiles);
            if (!Files.isDirectory(directory)) {
                throw new IllegalArgumentException(tiles + " is neither a directory nor begins with https://");
            }
            return run(new TileDirectory(directory), logs, witnesses);
        }
        try (TileSite site = new TileSite(URI.create(tiles), Authority.trusted(authority))) {
            return run(site, logs, witnesses);
        }
    }

    /// The log is the one that its own checkpoint names; the others ended before it.
    private LedgerReport run(LogSource source, List<VerifierKey> logs, List<VerifierKey> witnesses) throws IOException {
        String origin = source.checkpoint().flatMap(note -> note.lines().findFirst()).orElse("");
        VerifierKey log = logs.stream().filter(key -> key.name().equals(origin)).findFirst().orElse(logs.getFirst());
        List<VerifierKey> ended = logs.stream().filter(key -> !key.equals(log)).toList();
        return new TilesVerification(source, log, ended, witnesses, kept()).run();
    }

    private List<VerifierKey> parsedKeys() throws IOException {
        List<VerifierKey> parsed = new ArrayList<>();
        for (String key : keys) {
            try {
                parsed.add(VerifierKey.parse(key.contains("+") ? key : text(Path.of(key)).strip()));
            } catch (IllegalArgumentException notOne) {
                throw new IllegalArgumentException(key + " is not a verifier key: " + notOne.getMessage(), notOne);
            }
        }
        return parsed;
    }

    private List<TilesVerification.Kept> kept() throws IOException {
        List<TilesVerification.Kept> kept = new ArrayList<>();
        for (Path place : checkpoints) {
            for (Path file : files(place)) {
                kept.add(new TilesVerification.Kept(file.toString(), text(file)));
            }
        }
        return kept;
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> !file.getFileName().toString().startsWith(".") && Files.isRegularFile(file))
                    .sorted().toList();
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST), UTF_8);
        }
    }
}
