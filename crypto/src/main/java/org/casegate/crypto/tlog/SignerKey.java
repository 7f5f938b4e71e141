// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.casegate.crypto.keep.Binding;
import org.casegate.crypto.keep.Envelope;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.crypto.keep.Purpose;

/// The Ed25519 key that signs checkpoints. Its file holds the verifier key in clear and, on a second line, the secret in an
/// envelope under the master key, bound to the verifier key; so the file alone signs nothing.
public final class SignerKey {
    private static final String ALGORITHM = "Ed25519";
    private static final int PUBLIC_BYTES = 32;

    private final VerifierKey verifier;
    private final PrivateKey secret;

    private SignerKey(VerifierKey verifier, PrivateKey secret) {
        this.verifier = verifier;
        this.secret = secret;
    }

    /// Makes a key and writes its file, mode 0600, forced to disk.
    ///
    /// @param name the log's name: its public prefix without scheme and last slash, no blank, no plus sign
    /// @throws java.nio.file.FileAlreadyExistsException if there is a file: a signing key is never replaced by accident
    public static SignerKey create(Path file, String name, MasterKey master) throws IOException {
        KeyPair pair = generate();
        byte[] encoded = pair.getPublic().getEncoded(); // the bare key stands last
        VerifierKey verifier = VerifierKey.of(name,
                Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length));
        byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes()
                .orElseThrow(() -> new IllegalStateException("A new Ed25519 key has its bytes"));
        byte[] sealed = Envelope.seal(master, Purpose.CHECKPOINT, seed, binding(verifier));
        Arrays.fill(seed, (byte) 0);
        write(file, verifier + "\n" + Base64.getEncoder().encodeToString(sealed) + "\n");
        return new SignerKey(verifier, pair.getPrivate());
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
            PrivateKey secret = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            Arrays.fill(seed, (byte) 0);
            return new SignerKey(verifier, secret);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IOException("The checkpoint key file " + file + " is not one", e);
        }
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java 25 platform has Ed25519", e);
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

    /// The public half.
    public VerifierKey verifier() {
        return verifier;
    }

    /// Key id and signature, as they stand in a signature line.
    byte[] signatureLine(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(text);
            byte[] signed = signature.sign();
            byte[] line = Arrays.copyOf(verifier.id(), VerifierKey.ID_BYTES + signed.length);
            System.arraycopy(signed, 0, line, VerifierKey.ID_BYTES, signed.length);
            return line;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The checkpoint key does not sign", e);
        }
    }

    /// Never the secret.
    @Override
    public String toString() {
        return "SignerKey[" + verifier + "]";
    }
}
