// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A demonstration's relay: each letter becomes a file for its owner only, which any mail program opens. The same letter again
/// replaces its file.
public final class MailFolder implements Relay {
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER = mode("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> FILE = mode("rw-------");
    private static final String SAID = "written to a file";

    private final Path folder;

    public MailFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public RelayAnswer hand(Letter letter) {
        try {
            Files.createDirectories(folder, FOLDER);
            Path file = folder.resolve(letter.id() + ".eml");
            Path next = folder.resolve(letter.id() + ".next");
            Files.deleteIfExists(next);
            Files.createFile(next, FILE);
            Files.write(next, Mime.octets(letter));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            return new RelayAnswer.Taken(SAID);
        } catch (IOException _) {
            return new RelayAnswer.Unusable("the folder cannot be written");
        }
    }

    @Override
    public RelayAnswer probe() {
        try {
            Files.createDirectories(folder, FOLDER);
            return Files.isWritable(folder)
                    ? new RelayAnswer.Taken("the folder can be written")
                    : new RelayAnswer.Unusable("the folder cannot be written");
        } catch (IOException _) {
            return new RelayAnswer.Unusable("the folder cannot be made");
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
