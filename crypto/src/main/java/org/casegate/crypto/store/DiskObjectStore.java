// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.casegate.crypto.seal.Source;

/// Objects as files of mode 0600 below one directory of mode 0700: `ab/cd/abcd…`, from the first octets of the name. A
/// file bears its final name from the beginning; there are no temporary names, for only the database's row says whether
/// an object counts.
///
/// New objects of one process lie beside each other, [#RUN] in a folder: folders are made seldom, and who closes objects at
/// the same time waits for one forcing of their folder.
///
/// Several processes may share the directory.
public final class DiskObjectStore implements ObjectStore {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<?> DIRECTORY_MODE = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    private static final FileAttribute<?> FILE_MODE = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final int RUN = 256;
    private static final Pattern OCTET = Pattern.compile("[0-9a-f]{2}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final Path root;
    private final FileStore fileStore;
    private final Blocks blocks;
    private final ReentrantLock makingDirectories = new ReentrantLock();
    /// The directories of which this process knows that they survive a crash.
    private final Map<Path, SharedForce> durable = new HashMap<>();
    private ObjectId last = ObjectId.random();
    private int run;

    /// A store in a directory, which is made where it is missing.
    ///
    /// @throws IOException with a sentence for the operator, if the directory cannot be used or others may enter it
    public DiskObjectStore(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root, DIRECTORY_MODE);
        this.fileStore = Files.getFileStore(root);
        this.blocks = new Blocks(fileStore.getBlockSize());
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(root);
        if (!OWNER_ONLY.containsAll(mode)) {
            throw new IOException("The object store's directory " + root + " is open to others (mode "
                    + PosixFilePermissions.toString(mode) + "). Run: chmod 700 " + root);
        }
    }

    @Override
    public synchronized ObjectId newId() {
        last = run % RUN == 0 ? ObjectId.random() : last.beside();
        run++;
        return last;
    }

    @Override
    public ObjectWriter create(ObjectId id) throws IOException {
        SharedForce directory = makeDirectory(directory(id));
        Path file = path(id);
        return new FileWriter(file, directory, FileChannel.open(file, Set.of(CREATE_NEW, WRITE), FILE_MODE), blocks);
    }

    @Override
    public Source open(ObjectId id) throws IOException {
        try {
            return new FileSource(FileChannel.open(path(id), READ, NOFOLLOW_LINKS));
        } catch (NoSuchFileException _) {
            throw new NoSuchObject(id);
        }
    }

    @Override
    public boolean delete(ObjectId id) throws IOException {
        boolean deleted = Files.deleteIfExists(path(id));
        if (deleted) {
            force(directory(id));
        }
        return deleted;
    }

    @Override
    public Stream<ObjectId> list() throws IOException {
        return entries(root, OCTET).flatMap(first -> entriesUnchecked(first, OCTET))
                .flatMap(second -> entriesUnchecked(second, ID))
                .map(file -> ObjectId.parse(file.getFileName().toString()));
    }

    @Override
    public long freeBytes() throws IOException {
        return fileStore.getUsableSpace();
    }

    @Override
    public long totalBytes() throws IOException {
        return fileStore.getTotalSpace();
    }

    /// Makes the two directories of an object. Whoever finds them must still know that they survive a crash: another may
    /// have made them a moment ago and not yet forced them. So each process forces each of them once.
    private SharedForce makeDirectory(Path second) throws IOException {
        makingDirectories.lock();
        try {
            SharedForce known = durable.get(second);
            if (known != null) {
                return known;
            }
            Path first = Objects.requireNonNull(second.getParent());
            make(first);
            force(root);
            make(second);
            force(first);
            SharedForce directory = new SharedForce(second);
            durable.put(second, directory);
            return directory;
        } finally {
            makingDirectories.unlock();
        }
    }

    private static void make(Path directory) throws IOException {
        try {
            Files.createDirectory(directory, DIRECTORY_MODE);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    private Path directory(ObjectId id) {
        String name = id.toString();
        return root.resolve(name.substring(0, 2)).resolve(name.substring(2, 4));
    }

    private Path path(ObjectId id) {
        return directory(id).resolve(id.toString());
    }

    private static Stream<Path> entriesUnchecked(Path directory, Pattern name) {
        try {
            return entries(directory, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What does not look like ours is not ours, and is left alone. The caller closes the stream.
    @SuppressWarnings("StreamResourceLeak")
    private static Stream<Path> entries(Path directory, Pattern name) throws IOException {
        return Files.list(directory).filter(entry -> name.matcher(entry.getFileName().toString()).matches());
    }

    /// Makes the names in a directory survive a crash.
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }
}
