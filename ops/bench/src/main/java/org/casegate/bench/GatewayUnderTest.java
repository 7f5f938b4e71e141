// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// A gateway as anybody starts one, in a process of its own, with the demonstration's register and keys.
final class GatewayUnderTest implements AutoCloseable {
    private static final Pattern SFTP = Pattern.compile("(?m)^sftp: \\{.*}$");
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    static final String CASE = "/staffordshire/SSCB-RR-2026-014/";
    static final String SENDER = "sp-review-officer";

    private final String script;
    private final Path home;
    private final int port;
    private final int webPort;
    private final AtomicInteger packs = new AtomicInteger();
    private Process running;

    /// Makes the home and starts.
    ///
    /// @param script `ops/casegate`
    GatewayUnderTest(String script, Path home) throws IOException {
        this.script = script;
        this.home = home;
        this.port = Peers.freePort();
        this.webPort = Peers.freePort();
        Process making = start(Map.of(), "CaseGate is ready", "demo", "--home", home.toString(), "--sftp-port",
                Integer.toString(port), "--web-port", Integer.toString(webPort), "--admin-port",
                Integer.toString(Peers.freePort()));
        stop(making);
        String settings = Files.readString(home.resolve("casegate.yaml"));
        Files.writeString(home.resolve("bench.yaml"), SFTP.matcher(settings)
                .replaceFirst("sftp: { address: 127.0.0.1, port: %d, old_libssh2: true }".formatted(port)));
        running = serve(Map.of());
    }

    private Process serve(Map<String, String> environment) throws IOException {
        return start(environment, "CaseGate is listening", "serve", "--config", home.resolve("bench.yaml").toString());
    }

    /// Stops, and starts again.
    ///
    /// @return seconds from the call of the script until it said that it listens
    double restart(Map<String, String> environment) throws IOException, InterruptedException {
        stop(running);
        long begun = System.nanoTime();
        running = serve(environment);
        return (System.nanoTime() - begun) / 1e9;
    }

    Door door() {
        return new Door("gateway", port, SENDER, key(), new ProcessTree(running.pid()));
    }

    int webPort() {
        return webPort;
    }

    Path key() {
        return home.resolve("keys").resolve(SENDER);
    }

    Path home() {
        return home;
    }

    /// Commands that make a new pack with its manifest, and stay in its folder.
    ///
    /// @param folder where the manifest can be written
    List<String> newPack(Path folder, List<String> parts) throws IOException {
        int number = packs.incrementAndGet();
        String manifest = Files.readString(home.resolve("packs/accepted/manifest.yaml"));
        StringBuilder text = new StringBuilder(manifest.substring(0, manifest.indexOf("parts:"))).append("parts:\n");
        parts.forEach(part -> text.append("  - { file: ").append(part)
                .append(", nature: FACT, retention_class: case-pack }\n"));
        Path file = Files.writeString(folder.resolve("manifest-" + number), text);
        String pack = CASE + "bench-" + number;
        return new ArrayList<>(List.of("mkdir " + pack, "cd " + pack, "put " + file + " manifest.yaml"));
    }

    private Process start(Map<String, String> environment, String sign, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(script));
        words.addAll(List.of(command));
        Path said = home.resolveSibling("gateway.out");
        Files.deleteIfExists(said);
        ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(said.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        while (!Files.readString(said).contains(sign)) {
            if (!process.isAlive()) {
                throw new IOException("the gateway did not start: " + Files.readString(said).strip());
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return process;
    }

    private static void stop(Process process) throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        stop(running);
    }
}
