// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs one of PostgreSQL's programs to its end. Arguments are fixed in this package; nothing from outside reaches them.
final class Command {
    private static final File NOTHING = new File("/dev/null");

    private Command() {}

    static boolean succeeds(List<String> command) throws IOException {
        try {
            return run(command, NOTHING, NOTHING, 20);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return false; // the program is not there
        }
    }

    /// Runs it in the account's place without core dumps. What it prints goes to a file: a pipe that the daemon keeps open
    /// would hang the reader.
    static boolean run(ServerAccount account, Path output, int seconds, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -c 0; umask 077; exec \"$@\"", "sh"));
        whole.addAll(account.prefix());
        whole.addAll(command);
        return run(whole, account.place().toFile(), output.toFile(), seconds);
    }

    static List<String> after(List<String> prefix, String... rest) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(List.of(rest));
        return whole;
    }

    private static boolean run(List<String> command, File directory, File output, int seconds) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(NOTHING)
                .redirectOutput(output.equals(NOTHING) ? Redirect.DISCARD : Redirect.to(output))
                .redirectErrorStream(true);
        if (directory.isDirectory()) {
            builder.directory(directory);
        }
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("PG") || name.startsWith("LC_") || name.startsWith("LANG"));
        Process process = builder.start();
        try {
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while PostgreSQL's " + command.getFirst() + " ran");
        }
    }
}
