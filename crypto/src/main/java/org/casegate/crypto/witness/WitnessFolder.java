// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.crypto.tlog.WitnessRequest;

/// The private folder of a witness: its key, the checkpoint that it cosigned last of each log, and the checkpoints that it
/// refused although they were signed, which are evidence against the log. Held by one process at a time.
public final class WitnessFolder implements AutoCloseable {
    private static final int MOST_EVIDENCE = 100;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final FileChannel lock;
    private final SignerKey key;

    private WitnessFolder(Path folder, FileChannel lock, SignerKey key) {
        this.folder = folder;
        this.lock = lock;
        this.key = key;
    }

    /// Opens it; the first time makes it, and the witness's key.
    ///
    /// @param name of the witness, such as `witness.council.example`; the same every time
    /// @throws IllegalArgumentException if it is the folder of a witness of another name
    /// @throws IOException              if it cannot be used, or another process uses it
    public static WitnessFolder open(Path folder, String name) throws IOException {
        Files.createDirectories(folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FileChannel lock = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        try {
            if (!locked(lock)) {
                throw new IOException("Another witness uses " + folder);
            }
            SignerKey key = key(folder.resolve("witness.key"), name);
            if (!key.verifier().name().equals(name)) {
                throw new IllegalArgumentException(
                        folder + " is the folder of " + key.verifier().name() + ", not of " + name);
            }
            return new WitnessFolder(folder, lock, key);
        } catch (IOException | IllegalArgumentException unusable) {
            lock.close();
            throw unusable;
        }
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static SignerKey key(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            SignerKey made = SignerKey.generate(VerifierKey.Type.WITNESS, name);
            byte[] seed = made.seed();
            write(file, made.verifier() + "\n" + Base64.getEncoder().encodeToString(seed) + "\n");
            Arrays.fill(seed, (byte) 0);
            return made;
        }
        Set<PosixFilePermission> others = Files.getPosixFilePermissions(file);
        others.removeAll(PosixFilePermissions.fromString("rwx------"));
        List<String> lines = Files.readAllLines(file, UTF_8);
        if (!others.isEmpty() || lines.size() != 2) {
            throw new IOException(file + " must have two lines and be readable by its owner only (mode 0600)");
        }
        return SignerKey.of(VerifierKey.parse(lines.getFirst()), Base64.getDecoder().decode(lines.getLast()));
    }

    SignerKey key() {
        return key;
    }

    /// The key by which others know this witness.
    public VerifierKey verifier() {
        return key.verifier();
    }

    /// The checkpoint that was cosigned last of a log.
    ///
    /// @throws IOException if the file cannot be read, or is not what this witness wrote
    Optional<SignedCheckpoint> latest(String origin) throws IOException {
        Path file = file(origin);
        try {
            return Optional.of(SignedCheckpoint.parseCosigned(Files.readString(file), origin, key.verifier()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (BadNote e) {
            throw new IOException(file + " is not what this witness wrote: " + e.getMessage(), e);
        }
    }

    /// Remembers a checkpoint instead of the one before. On return it is on disk.
    void replace(SignedCheckpoint cosigned) throws IOException {
        write(file(cosigned.checkpoint().origin()), cosigned.note().toString());
    }

    /// Keeps a signed checkpoint that does not extend what was seen: with the one seen, it convicts the log.
    void keepEvidence(SignedCheckpoint signed) throws IOException {
        Path evidence = folder.resolve("evidence");
        Files.createDirectories(evidence);
        try (Stream<Path> kept = Files.list(evidence)) {
            if (kept.count() >= MOST_EVIDENCE) {
                return;
            }
        }
        write(evidence.resolve(signed.checkpoint().size() + "-" + signed.checkpoint().root().hex().substring(0, 16)
                + ".checkpoint"), signed.note().toString());
    }

    private Path file(String origin) {
        return folder.resolve(WitnessRequest.latest(origin).replace('/', '.'));
    }

    private static void write(Path file, String text) throws IOException {
        Path next = file.resolveSibling("." + file.getFileName() + ".next");
        Files.deleteIfExists(next);
        try (FileChannel channel = FileChannel.open(next,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
            ByteBuffer bytes = UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
