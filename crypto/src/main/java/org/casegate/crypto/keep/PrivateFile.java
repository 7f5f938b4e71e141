// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/// A file that only this process's user may read and change.
///
/// @param path where it is
/// @param what what it is, as a sentence calls it: "master key"
record PrivateFile(Path path, String what) {
    private static final Path SELF = Path.of("/proc/self");
    private static final String USER = System.getProperty("user.name", "?");
    /// A systemd credential has mode 0400.
    private static final Set<PosixFilePermission> ALLOWED = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?> MODE = PosixFilePermissions.asFileAttribute(ALLOWED);

    /// Reads the whole file.
    ///
    /// @param most more octets than this are refused
    byte[] read(int most) throws IOException {
        try {
            verify();
            try (InputStream in = Files.newInputStream(path)) {
                byte[] octets = in.readNBytes(most + 1);
                if (octets.length > most) {
                    throw new KeyRefused("The file " + path + " is too large to be a " + what + ".");
                }
                return octets;
            }
        } catch (NoSuchFileException _) {
            throw new KeyRefused("There is no " + what + " at " + path + ".");
        } catch (AccessDeniedException _) {
            throw new KeyRefused("The " + what + " " + path + " cannot be read by this process.");
        }
    }

    /// Makes the file; on return it survives a crash. Never overwrites one.
    void create(byte[] octets) throws IOException {
        try {
            write(path, octets);
        } catch (FileAlreadyExistsException _) {
            throw new KeyRefused("There is a " + what + " at " + path + " already; it is left as it is.");
        } catch (NoSuchFileException _) {
            throw new KeyRefused("The directory of " + path + " does not exist; make it first, with mode 0700.");
        }
        forceDirectory();
    }

    /// Puts other octets in the place of the file's, whole or not at all, also through a crash. What it held is
    /// overwritten as far as the disk allows: a journal, a snapshot or a solid-state disk may keep it.
    void replace(byte[] octets) throws IOException {
        verify();
        Path next = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(next);
        try (FileChannel old = FileChannel.open(path, WRITE)) {
            write(next, octets);
            Files.move(next, path, ATOMIC_MOVE, REPLACE_EXISTING);
            forceDirectory();
            writeAll(old, new byte[Math.toIntExact(old.size())]);
            old.force(true);
        }
    }

    /// A channel on a file beside this one, to lock while it is read or replaced.
    FileChannel lockFile() throws IOException {
        Path lock = path.resolveSibling(path.getFileName() + ".lock");
        return FileChannel.open(lock, Set.of(CREATE, WRITE), MODE);
    }

    private void verify() throws IOException {
        PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class);
        if (!file.isRegularFile()) {
            throw new KeyRefused("The " + what + " " + path + " is not a file.");
        }
        if (!ALLOWED.containsAll(file.permissions())) {
            throw new KeyRefused("The " + what + " " + path + " is open to others (mode "
                    + PosixFilePermissions.toString(file.permissions()) + "). Run: chmod 600 " + path);
        }
        if (!isOurs(file.owner())) {
            throw new KeyRefused("The " + what + " " + path + " belongs to " + file.owner().getName()
                    + ", and this process runs as " + USER + ". Let it belong to that user.");
        }
    }

    /// The kernel's word for whose process this is, where it can be had; it says root for one with extra capabilities.
    private static boolean isOurs(UserPrincipal owner) throws IOException {
        return owner.getName().equals(USER) || (Files.exists(SELF) && Files.getOwner(SELF).equals(owner));
    }

    private static void write(Path path, byte[] octets) throws IOException {
        try (FileChannel channel = FileChannel.open(path, Set.of(CREATE_NEW, WRITE), MODE)) {
            writeAll(channel, octets);
            channel.force(true);
        }
    }

    private static void writeAll(FileChannel channel, byte[] octets) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(octets);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private void forceDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(path.toAbsolutePath().resolveSibling(""), READ)) {
            channel.force(true);
        }
    }
}
