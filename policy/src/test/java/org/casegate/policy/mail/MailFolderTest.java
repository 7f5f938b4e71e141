// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFolderTest implements RelayContract {
    @TempDir
    Path home;

    @Override
    public Relay relay() {
        return new MailFolder(home.resolve("mail"));
    }

    @Override
    public List<String> letters() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("mail"))) {
            return files.map(MailFolderTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("a letter's file is its owner's only; the same letter again is one file")
    void keepsLettersToTheirOwner() throws IOException {
        Letter letter = RelayContract.letter("Text.\n");
        relay().hand(letter);
        relay().hand(letter);

        Path file = home.resolve("mail").resolve(letter.id() + ".eml");
        assertThat(letters()).hasSize(1);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(home.resolve("mail")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void saysThatItCannotBeUsed() throws IOException {
        Files.writeString(home.resolve("mail"), "in the way");

        assertThat(relay().hand(RelayContract.letter("Text.\n"))).isInstanceOf(RelayAnswer.Unusable.class);
        assertThat(relay().probe()).isInstanceOf(RelayAnswer.Unusable.class);
    }
}
