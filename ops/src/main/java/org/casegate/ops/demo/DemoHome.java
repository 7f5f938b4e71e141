// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.casegate.ops.console.Stop;
import org.jspecify.annotations.Nullable;

/// The private folder in which one demonstration lives, and what stands where in it. Held by one process at a time.
final class DemoHome implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path root;
    private final FileChannel lock;

    private DemoHome(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /// Makes the folder if need be, and takes it.
    ///
    /// @throws Stop if it cannot be written, is not private, or another demonstration runs in it
    static DemoHome take(Path wanted) {
        Path root = wanted.toAbsolutePath().normalize();
        @Nullable
        FileChannel lock = null;
        try {
            Files.createDirectories(root, OWNER_ONLY);
            if (!Files.getPosixFilePermissions(root).equals(PosixFilePermissions.fromString("rwx------"))) {
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            }
            lock = FileChannel.open(root.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = lock.tryLock();
            if (held == null) {
                lock.close();
                throw isRunning(root);
            }
            return new DemoHome(root.toRealPath(), lock);
        } catch (OverlappingFileLockException _) {
            closeQuietly(lock);
            throw isRunning(root);
        } catch (IOException | UnsupportedOperationException unusable) {
            closeQuietly(lock);
            throw Stop.badInput(
                    "the home %s cannot be used (%s); give another with --home".formatted(root, unusable.getMessage()));
        }
    }

    private static Stop isRunning(Path root) {
        return Stop
                .badInput("a demonstration is running in %s already; stop it, or give another --home".formatted(root));
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try (channel) {
            // only closed
        } catch (IOException _) {
            // the home is unusable, which is said already
        }
    }

    Path root() {
        return root;
    }

    /// A path inside the home.
    Path at(String name) {
        return root.resolve(name);
    }

    /// A folder inside the home, made if need be.
    Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name), OWNER_ONLY);
    }

    /// Writes a text with mode 0600. It appears complete or not at all.
    void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, text, UTF_8);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
