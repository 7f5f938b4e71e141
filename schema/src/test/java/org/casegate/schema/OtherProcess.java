// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Another Java process that starts (or adopts) the database of a home, says its port, and closes when it is told to.
final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;

    /// @param programs where it looks for `unshare` and the like; empty for the usual places
    OtherProcess(Path home, String programs) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), OtherProcess.class.getName(),
                home.toString());
        if (!programs.isEmpty()) {
            builder.environment().put("PATH", programs);
        }
        process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        orders = process.outputWriter(StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) throws IOException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), 0)) {
            System.out.println("port " + database.superuser().port());
            System.in.read();
        }
        System.out.println("closed");
    }

    /// Waits until it has the database.
    int port() throws IOException {
        return Integer.parseInt(answer("port "));
    }

    /// Lets it close and end.
    void finish() throws IOException, InterruptedException {
        orders.write("\n");
        orders.flush();
        answer("closed");
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the other process did not end");
        }
    }

    /// What follows the word on the first line that begins with it; other lines are a logger's.
    private String answer(String word) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(word)) {
                return line.substring(word.length());
            }
        }
        throw new IllegalStateException("the other process ended");
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
