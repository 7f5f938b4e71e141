// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.walk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.casegate.ops.console.Stop;
import org.casegate.ops.demo.DemoAccount;
import org.casegate.ops.demo.DemoFile;

/// OpenSSH's own `sftp`, as a sender has it: a program that knows nothing of us.
public final class Sftp {
    private static final int SECONDS = 120;

    private final DemoFile demo;
    private final Path program;

    private Sftp(DemoFile demo, Path program) {
        this.demo = demo;
        this.program = program;
    }

    /// @throws Stop if this machine has none
    static Path find() {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Pattern.compile(":").splitAsStream(path).map(folder -> Path.of(folder, "sftp"))
                .filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> Stop.badInput(
                        "the walk needs OpenSSH's sftp, and there is none on the path (Debian: apt-get install openssh-client)"));
    }

    public static Sftp of(DemoFile demo) {
        return new Sftp(demo, find());
    }

    /// What a run came to.
    ///
    /// @param out what it listed
    /// @param err what it said, the gateway's answer among it
    public record Ran(int status, String out, String err) {}

    /// Runs one batch as one account, saying what went wrong and nothing else. The arguments are fixed; nothing of them comes from outside.
    public Ran run(DemoAccount account, Path batch) throws IOException, InterruptedException {
        List<String> command = List.of(program.toString(), "-F", "none", "-i",
                account.sshKey().orElseThrow().toString(), "-P",
                Integer.toString(demo.ports().sftp()), "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o",
                "LogLevel=ERROR", "-o",
                "StrictHostKeyChecking=yes", "-o", "UserKnownHostsFile=\"" + demo.home().resolve("known_hosts") + "\"",
                "-b",
                batch.toString(), account.id() + "@127.0.0.1");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(Map.of("PATH", "", "HOME", "").keySet());
        Process process = builder.start();
        process.getOutputStream().close();
        CompletableFuture<String> out = reading(process.getInputStream());
        CompletableFuture<String> err = reading(process.getErrorStream());
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("sftp did not come to an end within %d seconds".formatted(SECONDS));
        }
        return new Ran(process.exitValue(), out.join(), err.join());
    }

    private static CompletableFuture<String> reading(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException broken) {
                text.completeExceptionally(broken);
            }
        });
        return text;
    }
}
