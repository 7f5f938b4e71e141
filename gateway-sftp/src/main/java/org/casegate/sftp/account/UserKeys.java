// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.account;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;

import org.apache.sshd.common.config.keys.PublicKeyEntry;

/// Keys that the gateway makes for users: the demo and the tests need some. A real user makes his own (`ssh-keygen`) and
/// only its public half is registered.
public final class UserKeys {

    private UserKeys() {}

    /// Makes an Ed25519 key pair and writes it as a private key that OpenSSH reads, mode 0600, replacing a file of that
    /// name.
    ///
    /// @param file    in a directory that exists
    /// @param comment whose key it is; one line, no secret
    /// @return the line for `authorized_keys` or for the register: type, key and comment
    public static String make(Path file, String comment) throws IOException {
        KeyPair pair = generate();
        KeyFile.write(file, pair, comment);
        return line(pair, comment);
    }

    /// The line of a key that [#make] wrote earlier.
    public static String line(Path file, String comment) throws IOException {
        return line(KeyFile.read(file), comment);
    }

    private static String line(KeyPair pair, String comment) {
        return PublicKeyEntry.toString(pair.getPublic()) + " " + comment;
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this JDK lacks Ed25519", impossible);
        }
    }
}
