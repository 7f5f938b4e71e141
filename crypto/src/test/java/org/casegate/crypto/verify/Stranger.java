// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.casegate.crypto.tlog.VerifierKey;

/// Somebody who trusts neither us nor our code: runs the verifier that was written in Python from `ops/docs/ledger-format.md`
/// alone. Skips the test on a machine that has no Python.
public final class Stranger {
    private Stranger() {}

    /// What the verifier answered.
    ///
    /// @param status   0 for yes, 1 for no
    /// @param findings what is wrong, each with its kind before it
    public record Said(int status, List<String> findings) {}

    /// Has a directory verified.
    ///
    /// @param more further arguments: `--witness KEY`, checkpoints that were kept
    public static Said verify(Path directory, VerifierKey log, String... more)
            throws IOException, InterruptedException {
        assumeTrue(hasPython(), "No python3 on this machine; `ops/casegate test` installs one where it can");
        Path script = Files.createTempFile("verify", ".py");
        Path answer = Files.createTempFile("verify", ".txt");
        try (InputStream source = Objects.requireNonNull(Stranger.class.getResourceAsStream("verify.py"))) {
            Files.write(script, source.readAllBytes());
            List<String> command = new ArrayList<>(
                    List.of("python3", script.toString(), directory.toString(), log.toString()));
            command.addAll(List.of(more));
            int status = run(command, answer);
            List<String> lines = Files.readAllLines(answer, UTF_8);
            if (lines.isEmpty() || !lines.getLast().equals(status == 0 ? "ok" : "not ok")) {
                throw new IOException("The verifier broke: " + lines);
            }
            return new Said(status, List.copyOf(lines.subList(0, lines.size() - 1)));
        } finally {
            Files.delete(script);
            Files.delete(answer);
        }
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return run(List.of("python3", "-c", "import hashlib, json"), Path.of("/dev/null")) == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private static int run(List<String> command, Path output) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command + " does not end");
        }
        return process.exitValue();
    }
}
