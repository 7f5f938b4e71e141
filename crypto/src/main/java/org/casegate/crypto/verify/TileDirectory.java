// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.casegate.crypto.tlog.EntryBundle;
import org.casegate.crypto.tlog.NoSuchTile;
import org.casegate.crypto.tlog.TilePath;

/// A log in a directory, as `casegate ledger export-tiles` fills it.
public final class TileDirectory implements LogSource {
    private static final long LONGEST = TilePath.FULL * (EntryBundle.MAX_ENTRY + 2L);
    private static final long LONGEST_CHECKPOINT = 64 * 1024;

    private final Path directory;

    public TileDirectory(Path directory) {
        this.directory = directory;
    }

    @Override
    public byte[] read(TilePath path) throws IOException {
        try {
            return bounded(directory.resolve(path.toString()), LONGEST);
        } catch (NoSuchFileException e) {
            throw new NoSuchTile(path);
        }
    }

    @Override
    public void read(TilePath path, Page into) throws IOException {
        File file = new File(directory.toString(), path.toString());
        // Of the ways to read a file, this is the quickest by far for small ones.
        try (FileInputStream in = new FileInputStream(file)) {
            if (!into.read(in, LONGEST)) {
                throw tooLong(file.toPath(), LONGEST);
            }
        } catch (FileNotFoundException e) {
            if (file.exists()) {
                throw e; // a folder, or not for us to read
            }
            throw new NoSuchTile(path);
        }
    }

    private static byte[] bounded(Path file, long most) throws IOException {
        if (Files.size(file) > most) {
            throw tooLong(file, most);
        }
        return Files.readAllBytes(file);
    }

    private static IOException tooLong(Path file, long most) {
        return new IOException(file + " is longer than " + most + " bytes");
    }

    @Override
    public Optional<String> checkpoint() throws IOException {
        try {
            return Optional.of(new String(bounded(directory.resolve("checkpoint"), LONGEST_CHECKPOINT), UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean hasEntries() {
        return true;
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
