// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The real GnuPG of this machine with keys of its own. Where there is none, the test is skipped and says so.
public final class Gpg implements AutoCloseable {
    private final Path home;

    /// @param folder of the test; the keys lie below it
    public Gpg(Path folder) throws IOException {
        boolean there = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
                .anyMatch(each -> Files.isExecutable(Path.of(each, "gpg")));
        assumeThat(there).as("skipped: there is no gpg on the path").isTrue();
        home = Files.createDirectories(folder.resolve("g"));
        assertThat(home.toFile().setReadable(false, false) && home.toFile().setReadable(true, true)
                && home.toFile().setExecutable(false, false) && home.toFile().setExecutable(true, true)).isTrue();
    }

    /// Makes a key; its fingerprint.
    ///
    /// @param more options, before the command
    public String generate(String userId, String algorithm, String subkey, String... more) {
        List<String> command = new ArrayList<>(List.of(more));
        command.addAll(List.of("--quick-generate-key", userId, algorithm, "cert", "1y"));
        run(new byte[0], command);
        String fingerprint = fingerprint(userId);
        List<String> add = new ArrayList<>(List.of(more));
        add.addAll(List.of("--quick-add-key", fingerprint, subkey, "encr", "1y"));
        run(new byte[0], add);
        return fingerprint;
    }

    private String fingerprint(String userId) {
        String listed = new String(run(new byte[0], List.of("--with-colons", "--list-keys", "=" + userId)),
                StandardCharsets.UTF_8);
        return listed.lines().filter(line -> line.startsWith("fpr:")).findFirst().orElseThrow().split(":", -1)[9];
    }

    public byte[] export(String... which) {
        List<String> command = new ArrayList<>(List.of("--export"));
        command.addAll(List.of(which));
        return run(new byte[0], command);
    }

    public byte[] decrypt(byte[] message) {
        return run(message, List.of("--decrypt"));
    }

    /// Opens a message in a file; the output is another file.
    public void decrypt(Path message, Path into) {
        run(new byte[0], List.of("--output", into.toString(), "--decrypt", message.toString()));
    }

    /// Revokes a key with the certificate that was made beside it.
    void revoke(String fingerprint) throws IOException {
        String kept = Files.readString(home.resolve("openpgp-revocs.d").resolve(fingerprint + ".rev"));
        run(kept.replace(":-----BEGIN", "-----BEGIN").getBytes(StandardCharsets.UTF_8), List.of("--import"));
    }

    /// What the program writes; it must succeed.
    public byte[] run(byte[] input, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--batch", "--quiet",
                "--no-tty", "--pinentry-mode", "loopback", "--passphrase", "", "--trust-model", "always"));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command).redirectError(home.resolve("said").toFile()).start();
            Thread feeding = Thread.ofVirtual().start(() -> feed(process.getOutputStream(), input));
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            process.getInputStream().transferTo(output);
            feeding.join();
            assertThat(process.waitFor()).as(Files.readString(home.resolve("said"))).isZero();
            return output.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void feed(OutputStream to, byte[] input) {
        try (to) {
            to.write(input);
        } catch (IOException _) {
            // It has read enough.
        }
    }

    @Override
    public void close() throws IOException {
        try {
            new ProcessBuilder("gpgconf", "--homedir", home.toString(), "--kill", "all").start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
