// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.Checkpoint;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.crypto.tlog.TileSource;
import org.casegate.crypto.tlog.TiledTree;
import org.casegate.crypto.verify.TileDirectory;
import org.casegate.policy.event.LedgerEvent;

/// Writes the ledger into a directory as C2SP `tlog-tiles`, so that it can be carried away and verified elsewhere.
///
/// Can be repeated: what is there is extended, never replaced. Each file appears whole or not at all, the checkpoint after all
/// that it covers, so the directory is at every moment a log that verifies. It holds every entry: give it to auditors only.
public final class TileExport {
    private static final int TOP = 7;
    private static final String CHECKPOINT = "checkpoint";

    private final Ledger ledger;
    private final TileSource tiles;

    public TileExport(Ledger ledger) {
        this.ledger = ledger;
        this.tiles = ledger.tiles();
    }

    /// What was done.
    ///
    /// @param before how many entries were there already
    /// @param size   how many are there now
    public record Exported(long before, long size) {}

    /// Writes everything up to a checkpoint of now. That somebody took the ledger away stands in it as its last entry.
    ///
    /// @param who whom the entry names
    /// @throws ExportRefused     if the directory holds something else than an earlier part of this ledger
    /// @throws LedgerUnavailable if the ledger cannot be read or written
    /// @throws IOException       if the directory cannot be written; what is there still verifies
    public Exported write(String who, Path directory) throws IOException, LedgerUnavailable, ExportRefused {
        Files.createDirectories(directory);
        try (FileChannel channel = FileChannel.open(directory.resolve(".lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            if (!locked(channel)) {
                throw new ExportRefused("Another export is writing into " + directory + ".");
            }
            recorded(who);
            SignedCheckpoint head = ledger.publish();
            Checkpoint now = head.checkpoint();
            Optional<Checkpoint> then = there(directory);
            if (then.isPresent()) {
                requireEarlier(directory, then.get(), now);
            }
            long before = then.map(Checkpoint::size).orElse(0L);
            writeTiles(directory, before, now.size());
            if (!new TiledTree(new TileDirectory(directory), now.size()).root().equals(now.root())) {
                throw new ExportRefused(
                        "The tiles do not have the root that was signed. Run `casegate ledger verify`.");
            }
            write(directory.resolve(CHECKPOINT), ledger.cosigned(head).note().toString().getBytes(UTF_8));
            removePartial(directory, before, now.size());
            return new Exported(before, now.size());
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null; // held until the channel is closed
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void recorded(String who) throws LedgerUnavailable {
        try {
            ledger.append(Draft.of(new LedgerEvent.TilesExported()).actor(who), StateChange.none());
        } catch (Conflict e) {
            throw new IllegalStateException("An entry without a change conflicts with nothing", e);
        }
    }

    private Optional<Checkpoint> there(Path directory) throws IOException, ExportRefused {
        Optional<String> note = new TileDirectory(directory).checkpoint();
        try {
            return note.isEmpty()
                    ? Optional.empty()
                    : Optional.of(SignedCheckpoint.parse(note.get(), ledger.verifier()).checkpoint());
        } catch (BadNote e) {
            throw new ExportRefused("In " + directory + " lies another ledger: " + e.getMessage() + ".");
        }
    }

    private void requireEarlier(Path directory, Checkpoint then, Checkpoint now) throws IOException, ExportRefused {
        if (then.size() > now.size()) {
            throw new ExportRefused(
                    "In " + directory + " lie " + then.size() + " signed entries, but the ledger has only "
                            + now.size() + ": it was cut off, or restored from a backup.");
        }
        if (!new TiledTree(tiles, now.size()).root(then.size()).equals(then.root())) {
            throw new ExportRefused("In " + directory + " lies another history, signed at size " + then.size()
                    + ": the ledger was rewritten since. Keep that directory, and run `casegate ledger verify`.");
        }
    }

    private void writeTiles(Path directory, long before, long size) throws IOException {
        for (int level = TilePath.ENTRIES; level <= TOP; level++) {
            Optional<TilePath> path = TilePath.in(size, level, full(before, level));
            while (path.isPresent()) {
                write(directory.resolve(path.get().toString()), tiles.read(path.get()));
                path = TilePath.in(size, level, path.get().number() + 1);
            }
        }
    }

    /// How many full tiles a tree of that size has at that level: those are there, and never change.
    private static long full(long size, int level) {
        long hashes = size;
        for (int below = 0; below < level; below++) {
            hashes /= TilePath.FULL;
        }
        return hashes / TilePath.FULL;
    }

    /// Partial tiles whose full one is there now are no longer needed.
    private static void removePartial(Path directory, long before, long size) throws IOException {
        for (int level = TilePath.ENTRIES; level <= TOP; level++) {
            for (long number = full(before, level); number < full(size, level); number++) {
                Path file = directory.resolve(new TilePath(level, number, TilePath.FULL).toString());
                removeAll(file.resolveSibling(file.getFileName() + ".p"));
            }
        }
    }

    private static void removeAll(Path partial) throws IOException {
        if (!Files.isDirectory(partial)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(partial)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(partial);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        Files.createDirectories(folder);
        Path next = folder.resolve("." + file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
