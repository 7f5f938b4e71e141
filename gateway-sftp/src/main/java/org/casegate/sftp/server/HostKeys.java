// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.casegate.sftp.account.KeyFile;

/// The keys by which clients recognise this gateway: Ed25519, and RSA 3072 for old clients. Losing them makes every client
/// warn; so they belong into the backup of the secrets, not of the database.
///
/// They are changed in two steps. First the next ones are made beside them ([#makeNext]) and told to every OpenSSH client that
/// signs in, which writes them down; when all have been here, they take the place of the present ones ([#change]), and the
/// clients forget those.
public final class HostKeys {
    private static final int RSA_BITS = 3072;
    private static final String NEXT = ".next";

    private final List<KeyPair> pairs;
    private final List<KeyPair> next;

    private HostKeys(List<KeyPair> pairs, List<KeyPair> next) {
        this.pairs = List.copyOf(pairs);
        this.next = List.copyOf(next);
    }

    /// Reads the keys of a directory and makes those that are missing; makes the directory (mode 0700) too.
    ///
    /// @throws IOException if a key is there and cannot be read, may be read by others, is of another kind or too short:
    ///                     nothing is ever replaced
    public static HostKeys open(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        for (Kind kind : Kind.values()) {
            var _ = readOrMake(directory.resolve(kind.file), kind);
        }
        return read(directory);
    }

    /// Reads the keys of a directory, and makes none.
    ///
    /// @throws IOException if one is missing, or as by [#open]
    static HostKeys read(Path directory) throws IOException {
        List<KeyPair> present = new ArrayList<>();
        List<KeyPair> next = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            present.add(read(directory.resolve(kind.file), kind));
            Path prepared = directory.resolve(kind.file + NEXT);
            if (Files.exists(prepared)) {
                next.add(read(prepared, kind));
            }
        }
        return new HostKeys(present, next);
    }

    /// Tells the files of one moment from those of another.
    record Stamp(String file, Optional<FileTime> modified, Optional<Object> key) {}

    static List<Stamp> stamps(Path directory) {
        return Stream.of(Kind.values()).flatMap(kind -> Stream.of(kind.file, kind.file + NEXT)).map(file -> {
            try {
                BasicFileAttributes now = Files.readAttributes(directory.resolve(file), BasicFileAttributes.class);
                return new Stamp(file, Optional.of(now.lastModifiedTime()), Optional.ofNullable(now.fileKey()));
            } catch (IOException _) {
                return new Stamp(file, Optional.empty(), Optional.empty());
            }
        }).toList();
    }

    /// Makes the keys that will take the place of the present ones. A gateway tells them to every client from now on.
    ///
    /// @throws IOException if they are there already, or cannot be written
    public static HostKeys makeNext(Path directory) throws IOException {
        HostKeys keys = open(directory);
        if (!keys.next.isEmpty()) {
            throw new IOException("The next host keys are there already, in " + directory);
        }
        for (Kind kind : Kind.values()) {
            readOrMake(directory.resolve(kind.file + NEXT), kind);
        }
        return open(directory);
    }

    /// Puts the next keys in the place of the present ones, each in one move; those are gone.
    ///
    /// @throws IOException if there are none, or they cannot be moved
    public static HostKeys change(Path directory) throws IOException {
        HostKeys keys = open(directory);
        if (keys.next.isEmpty()) {
            throw new IOException("There are no next host keys in " + directory);
        }
        for (Kind kind : Kind.values()) {
            Path prepared = directory.resolve(kind.file + NEXT);
            if (Files.exists(prepared)) {
                Files.move(prepared, directory.resolve(kind.file), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return open(directory);
    }

    /// The lines by which a client's `known_hosts` knows this gateway, one for each key, each ending in a line feed.
    ///
    /// @param host as the client will write it: a name or an address
    /// @param port 22 is left out, as OpenSSH does
    public String knownHosts(String host, int port) {
        String place = port == 22 ? host : "[" + host + "]:" + port;
        StringBuilder lines = new StringBuilder();
        for (KeyPair pair : pairs) {
            lines.append(place).append(' ').append(PublicKeyEntry.toString(pair.getPublic())).append('\n');
        }
        return lines.toString();
    }

    /// The fingerprints as OpenSSH shows them (`SHA256:…`), in the order Ed25519, RSA.
    public List<String> fingerprints() {
        return pairs.stream().map(pair -> KeyUtils.getFingerPrint(pair.getPublic())).toList();
    }

    /// Those of the next keys; empty where none are made.
    public List<String> nextFingerprints() {
        return next.stream().map(pair -> KeyUtils.getFingerPrint(pair.getPublic())).toList();
    }

    /// The present keys and the next ones.
    List<KeyPair> told() {
        return Stream.concat(pairs.stream(), next.stream()).toList();
    }

    /// The present keys.
    List<KeyPair> pairs() {
        return pairs;
    }

    private static KeyPair readOrMake(Path file, Kind kind) throws IOException {
        if (Files.exists(file)) {
            return read(file, kind);
        }
        KeyPair pair = generate(kind.algorithm, kind.bits);
        KeyFile.write(file, pair, "casegate");
        return pair;
    }

    private static KeyPair read(Path file, Kind kind) throws IOException {
        KeyPair pair = KeyFile.read(file);
        boolean fits = switch (kind) {
            case ED25519 -> pair.getPublic() instanceof EdECPublicKey;
            case RSA -> pair.getPublic() instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= RSA_BITS;
        };
        if (!fits) {
            throw new IOException("The host key file %s holds no %s".formatted(file, kind.inWords));
        }
        return pair;
    }

    private static KeyPair generate(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this JDK lacks " + algorithm, impossible);
        }
    }

    private enum Kind {
        ED25519("ssh_host_ed25519_key", "Ed25519", 0, "Ed25519 key"),
        RSA("ssh_host_rsa_key", "RSA", RSA_BITS,
                "RSA key of " + RSA_BITS + " bits or more");

        private final String file;
        private final String algorithm;
        private final int bits;
        private final String inWords;

        Kind(String file, String algorithm, int bits, String inWords) {
            this.file = file;
            this.algorithm = algorithm;
            this.bits = bits;
            this.inWords = inWords;
        }
    }
}
