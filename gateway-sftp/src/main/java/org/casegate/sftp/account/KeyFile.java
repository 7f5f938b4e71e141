// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.account;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.EnumSet;
import java.util.Set;

import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.loader.openssh.OpenSSHKeyPairResourceParser;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/// A private key in a file, in OpenSSH's own format, without a passphrase, for its owner's eyes only. No other format is
/// read (MINA once unserialised Java objects here, CVE-2022-45047).
public final class KeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE);

    static {
        JdkSecurity.use();
    }

    private KeyFile() {}

    /// Reads the key pair of a file.
    ///
    /// @throws NoSuchFileException if there is none
    /// @throws IOException         if others than the owner may read it, or if it holds no key in OpenSSH's format
    public static KeyPair read(Path file) throws IOException {
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(granted)) {
            throw new IOException("Others than its owner may use the key file " + file + " (mode "
                    + PosixFilePermissions.toString(granted) + "); make it: chmod 600 " + file);
        }
        try {
            var found = OpenSSHKeyPairResourceParser.INSTANCE.loadKeyPairs(null, NamedResource.ofName(file.toString()),
                    null, Files.readAllLines(file));
            if (found.size() != 1) {
                throw new IOException("The key file " + file + " holds " + found.size() + " keys instead of one");
            }
            return found.iterator().next();
        } catch (GeneralSecurityException | RuntimeException unreadable) {
            throw new IOException("The key file " + file + " is not a private key in OpenSSH's format", unreadable);
        }
    }

    /// Writes a key pair with mode 0600 and forces it to disk. It appears under its name complete or not at all.
    ///
    /// @param comment stands beside the key, inside the file; one line
    public static void write(Path file, KeyPair pair, String comment) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        try (FileChannel channel = FileChannel.open(beside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY));
                OutputStream out = Channels.newOutputStream(channel)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, comment, null, out);
            channel.force(true);
        } catch (GeneralSecurityException unwritable) {
            throw new IOException("The key for " + file + " cannot be written", unwritable);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
