// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's programs, unpacked once from the archive on the class path.
final class ServerBinaries {
    /// Named after the version, so that another version is unpacked beside it.
    static final String DIRECTORY = "postgresql-18.6.0";

    private ServerBinaries() {}

    /// Unpacks them below `place` unless they are there, and gives the directory of `initdb`, `pg_ctl` and `postgres`.
    static Path unpack(Path place) throws IOException {
        Path target = place.resolve(DIRECTORY);
        if (!Files.exists(target.resolve(".complete"))) {
            Path half = place.resolve(DIRECTORY + ".unpacking");
            deleteTree(half);
            deleteTree(target);
            unpackTo(half);
            Files.createFile(half.resolve(".complete"));
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return target.resolve("bin");
    }

    private static void unpackTo(Path directory) throws IOException {
        String archive = "/postgres-linux-" + platform() + ".txz";
        try (InputStream resource = ServerBinaries.class.getResourceAsStream(archive)) {
            if (resource == null) {
                throw new DatabaseUnavailable("This build brings no PostgreSQL for this machine (" + archive
                        + " is not on the class path): give CaseGate a PostgreSQL of your own.");
            }
            try (TarArchiveInputStream tar = new TarArchiveInputStream(
                    new XZCompressorInputStream(new BufferedInputStream(resource)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpackEntry(tar, entry, directory);
                }
            }
        }
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path directory)
            throws IOException {
        Path file = directory.resolve(entry.getName()).normalize();
        if (!file.startsWith(directory)) {
            throw new IOException("an entry of PostgreSQL's archive points outside of it");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String platform() throws DatabaseUnavailable {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (!system.equals("linux")) {
            throw new DatabaseUnavailable(
                    "The built-in PostgreSQL is for Linux: on this system give CaseGate a PostgreSQL of your own.");
        }
        String machine = System.getProperty("os.arch", "");
        return switch (machine) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> machine;
        };
    }

    /// Deletes a directory with all that is in it, following no link; nothing happens when it does not exist.
    static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
