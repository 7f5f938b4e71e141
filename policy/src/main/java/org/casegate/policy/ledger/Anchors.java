// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.casegate.crypto.tlog.SignedCheckpoint;

/// Checkpoints in a directory outside the database, better on a machine that another body looks after: one file each, named by
/// log and size and written once, so that several logs may have theirs there. Whoever rewrites the database and signs it again with the right key does not reach them, and they convict him.
public final class Anchors {
    private static final Pattern NAME = Pattern.compile("(.+)-([0-9]{19})\\.checkpoint");
    private static final int LONGEST = 64 * 1024;

    private final Path directory;

    /// @param directory must be there: a mount that is missing is a fault, not an empty directory
    public Anchors(Path directory) {
        this.directory = directory;
    }

    /// A checkpoint as it lies there; not verified yet.
    ///
    /// @param log  by its file's name
    /// @param size by its file's name
    record Anchor(String log, long size, Path file) {
        String note() throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                return new String(in.readNBytes(LONGEST), UTF_8);
            }
        }
    }

    public Path directory() {
        return directory;
    }

    /// Those of a log, the smallest first.
    List<Anchor> of(String origin) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.flatMap(file -> anchor(file).stream()).filter(anchor -> anchor.log().equals(name(origin)))
                    .sorted(Comparator.comparingLong(Anchor::size)).toList();
        }
    }

    private static Optional<Anchor> anchor(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches()
                ? Optional.of(new Anchor(name.group(1), Long.parseLong(name.group(2)), file))
                : Optional.empty();
    }

    private static String name(String origin) {
        return origin.replaceAll("[^A-Za-z0-9.-]", "_");
    }

    /// The largest of a log.
    Optional<Anchor> newest(String origin) throws IOException {
        List<Anchor> all = of(origin);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /// Puts one there, forced to disk. What is there stays as it is.
    ///
    /// @return whether it was new
    boolean put(SignedCheckpoint signed) throws IOException {
        Path file = directory
                .resolve("%s-%019d.checkpoint".formatted(name(signed.checkpoint().origin()),
                        signed.checkpoint().size()));
        if (Files.exists(file)) {
            return false;
        }
        Path next = directory.resolve("." + file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = UTF_8.encode(signed.note().toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }
}
