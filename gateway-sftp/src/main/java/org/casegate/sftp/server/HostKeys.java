// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.casegate.sftp.account.KeyFile;

/// The keys by which clients recognise this gateway: Ed25519, and RSA 3072 for old clients. Losing them makes every client
/// warn; so they belong into the backup of the secrets, not of the database.
public final class HostKeys {
    private static final int RSA_BITS = 3072;

    private final List<KeyPair> pairs;

    private HostKeys(List<KeyPair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    /// Reads the keys of a directory and makes those that are missing; makes the directory (mode 0700) too.
    ///
    /// @throws IOException if a key is there and cannot be read, or may be read by others: nothing is ever replaced
    public static HostKeys open(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return new HostKeys(List.of(readOrMake(directory.resolve("ssh_host_ed25519_key"), "Ed25519", 0),
                readOrMake(directory.resolve("ssh_host_rsa_key"), "RSA", RSA_BITS)));
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

    KeyPairProvider provider() {
        return KeyPairProvider.wrap(pairs);
    }

    private static KeyPair readOrMake(Path file, String algorithm, int bits) throws IOException {
        if (Files.exists(file)) {
            return KeyFile.read(file);
        }
        KeyPair pair = generate(algorithm, bits);
        KeyFile.write(file, pair, "casegate");
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
}
