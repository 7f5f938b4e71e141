// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casegate.schema.DatabaseAddress;

/// PostgreSQL's own benchmark program, the peer: clients that each send the statements of a script as fast as they are
/// answered, prepared once.
final class Pgbench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");

    private final DatabaseAddress server;
    private final Path folder;

    /// @param server where the role `bench` may log in
    /// @param folder for the scripts
    Pgbench(DatabaseAddress server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /// Whether the program is here.
    static boolean isInstalled() {
        try {
            return new ProcessBuilder("pgbench", "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Transactions per second.
    ///
    /// @param script a resource beside this class
    double run(String script, int clients, int seconds) throws IOException, InterruptedException {
        Path file = folder.resolve(script);
        try (InputStream resource = Pgbench.class.getResourceAsStream(script)) {
            if (resource == null) {
                throw new IllegalStateException(script + " was left out of the build");
            }
            Files.write(file, resource.readAllBytes());
        }
        ProcessBuilder command = new ProcessBuilder(
                List.of("pgbench", "-n", "-M", "prepared", "-f", file.toString(), "-c",
                        Integer.toString(clients), "-j", Integer.toString(Math.min(clients, 2)), "-T",
                        Integer.toString(seconds),
                        "-h", server.host(), "-p", Integer.toString(server.port()), "-U", "bench", server.database()));
        Map<String, String> environment = command.environment();
        environment.put("PGPASSWORD", "bench");
        Process running = command.redirectErrorStream(true).start();
        String said = new String(running.getInputStream().readAllBytes(), UTF_8);
        Matcher rate = RATE.matcher(said);
        if (running.waitFor() != 0 || !rate.find()) {
            throw new IOException("pgbench did not run: " + said.strip());
        }
        return Double.parseDouble(rate.group(1));
    }
}
