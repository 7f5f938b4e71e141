// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.casegate.crypto.tlog.SignedCheckpoint;

/// Anchors in a directory, a file each.
record AnchorDirectory(Path directory) implements Anchors {
    private static final int LONGEST = 64 * 1024;

    @Override
    public String place() {
        return directory.toString();
    }

    @Override
    public List<Anchor> of(String origin) throws IOException {
        List<Anchor> anchors = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Optional<Long> size = Anchors.size(String.valueOf(file.getFileName()), origin);
                if (size.isPresent()) {
                    anchors.add(new Anchor(size.get(), file.toString(), Files.getLastModifiedTime(file).toInstant(),
                            () -> read(file)));
                }
            }
        }
        anchors.sort(Comparator.comparingLong(Anchor::size));
        return anchors;
    }

    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST), UTF_8);
        }
    }

    /// Forced to disk.
    @Override
    public boolean put(SignedCheckpoint signed) throws IOException {
        Path file = directory.resolve(Anchors.name(signed.checkpoint()));
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
