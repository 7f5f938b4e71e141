// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A secret that a program of somebody else asks of us. It never stands in the configuration: it comes from the file that the
/// configuration names, else from a systemd credential, else from the environment.
public final class Secret {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final int MOST_BYTES = 4_096;

    private Secret() {}

    /// The password that the mail relay asks for.
    ///
    /// @throws IOException with one sentence, if there is none, or its file is open to others
    public static String ofMailRelay(Optional<Path> file) throws IOException {
        return find("mail.password", file, System.getenv());
    }

    /// @param name `mail.password` is the credential of that name, and the variable `CASEGATE_MAIL_PASSWORD`
    static String find(String name, Optional<Path> file, Map<String, String> environment) throws IOException {
        String variable = "CASEGATE_" + name.replace('.', '_').toUpperCase(Locale.ROOT);
        Optional<Path> credential = Optional.ofNullable(environment.get("CREDENTIALS_DIRECTORY"))
                .map(folder -> Path.of(folder, name)).filter(Files::exists);
        Optional<Path> first = file.or(() -> credential);
        if (first.isPresent()) {
            return read(first.get());
        }
        String text = environment.get(variable);
        if (text == null || text.isBlank()) {
            throw new IOException("there is no %s: give %s_file, or the systemd credential %s, or %s".formatted(name,
                    name, name, variable));
        }
        return text.strip();
    }

    private static String read(Path file) throws IOException {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (!OWNER.containsAll(mode)) {
                throw new IOException("%s is open to others (mode %s). Run: chmod 600 %s".formatted(file,
                        PosixFilePermissions.toString(mode), file));
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("%s is too large to hold a password and nothing else".formatted(file));
            }
            String text = Files.readString(file, UTF_8).strip();
            if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
                throw new IOException("%s does not hold one line with a password".formatted(file));
            }
            return text;
        } catch (NoSuchFileException _) {
            throw new IOException("there is no file " + file);
        }
    }
}
