// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.casegate.crypto.tlog.EntryBundle;
import org.casegate.crypto.tlog.Frontier;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.TilePath;

/// A large log as a directory of tiles and bundles, as `casegate ledger export-tiles` would leave it.
final class LargeLogFiles {
    private final Path directory;
    private final SortedMap<Integer, ByteArrayOutputStream> levels = new TreeMap<>();
    private final SortedMap<Integer, Long> numbers = new TreeMap<>();
    private final List<byte[]> bundle = new ArrayList<>();
    private Frontier frontier = Frontier.empty();

    LargeLogFiles(Path directory) {
        this.directory = directory;
    }

    /// Takes the next entry.
    void add(LargeLog.Entry entry) throws IOException {
        bundle.add(entry.body().bytes());
        if (bundle.size() == TilePath.FULL) {
            write(new TilePath(TilePath.ENTRIES, entry.index() / TilePath.FULL, TilePath.FULL), EntryBundle.of(bundle));
            bundle.clear();
        }
        List<Completed> completed = new ArrayList<>();
        frontier = frontier.add(entry.leaf(), (level, _, hash) -> completed.add(new Completed(level, hash)));
        hash(0, entry.leaf());
        for (Completed subtree : completed) {
            hash(subtree.level(), subtree.hash());
        }
    }

    private record Completed(int level, Hash hash) {}

    private void hash(int level, Hash hash) throws IOException {
        ByteArrayOutputStream tile = levels.computeIfAbsent(level, _ -> new ByteArrayOutputStream());
        tile.writeBytes(hash.bytes());
        if (tile.size() == TilePath.FULL * Hash.SIZE_BYTES) {
            write(new TilePath(level, numbers.merge(level, 1L, Long::sum) - 1, TilePath.FULL), tile.toByteArray());
            tile.reset();
        }
    }

    /// Writes what is partial and the checkpoint.
    void finish(SignerKey key) throws IOException {
        if (!bundle.isEmpty()) {
            write(new TilePath(TilePath.ENTRIES, frontier.size() / TilePath.FULL, bundle.size()),
                    EntryBundle.of(bundle));
        }
        for (var level : levels.entrySet()) {
            int width = level.getValue().size() / Hash.SIZE_BYTES;
            if (width > 0) {
                write(new TilePath(level.getKey(), numbers.getOrDefault(level.getKey(), 0L), width),
                        level.getValue().toByteArray());
            }
        }
        Files.write(directory.resolve("checkpoint"),
                SignedCheckpoint.sign(frontier.size(), frontier.root(), key).note().toString().getBytes(UTF_8));
    }

    private void write(TilePath path, byte[] octets) throws IOException {
        Path file = directory.resolve(path.toString());
        Files.createDirectories(file.getParent());
        Files.write(file, octets);
    }
}
