// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.VerifierKey;

/// The file of the key that signs checkpoints. It holds the verifier key in clear and, on a second line, the secret in an
/// envelope under the master key, bound to the verifier key; so the file alone signs nothing.
public final class SignerKeyFile {
    private SignerKeyFile() {}

    /// Makes a key and writes its file, mode 0600, forced to disk.
    ///
    /// @param name the log's name, no blank, no plus sign: [org.casegate.crypto.tlog.Origin] makes it
    /// @throws java.nio.file.FileAlreadyExistsException if there is a file: a signing key is never replaced by accident
    public static SignerKey create(Path file, String name, MasterKey master) throws IOException {
        SignerKey key = SignerKey.generate(VerifierKey.Type.LOG, name);
        byte[] seed = key.seed();
        byte[] sealed = Envelope.seal(master, Purpose.CHECKPOINT, seed, binding(key.verifier()));
        Arrays.fill(seed, (byte) 0);
        write(file, key.verifier() + "\n" + Base64.getEncoder().encodeToString(sealed) + "\n");
        return key;
    }

    /// Reads the file.
    ///
    /// @throws IOException if it cannot be read, others may read it, or it does not open under this master key
    public static SignerKey read(Path file, MasterKey master) throws IOException {
        requirePrivate(file);
        List<String> lines = Files.readAllLines(file, UTF_8);
        if (lines.size() != 2) {
            throw new IOException("The checkpoint key file " + file + " must have two lines");
        }
        try {
            VerifierKey verifier = VerifierKey.parse(lines.getFirst());
            byte[] sealed = Base64.getDecoder().decode(lines.getLast());
            byte[] seed = Envelope.open(master, Purpose.CHECKPOINT, sealed, binding(verifier));
            SignerKey key = SignerKey.of(verifier, seed);
            Arrays.fill(seed, (byte) 0);
            return key;
        } catch (IllegalArgumentException e) {
            throw new IOException("The checkpoint key file " + file + " is not one", e);
        }
    }

    private static Binding binding(VerifierKey verifier) {
        return Binding.account("checkpoint", verifier.toString());
    }

    private static void write(Path file, String content) throws IOException {
        try (FileChannel channel = FileChannel.open(file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = UTF_8.encode(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        Set<PosixFilePermission> others = Files.getPosixFilePermissions(file);
        others.removeAll(PosixFilePermissions.fromString("rwx------"));
        if (!others.isEmpty()) {
            throw new IOException(
                    "The checkpoint key file " + file + " must be readable by its owner only (mode 0600)");
        }
    }
}
