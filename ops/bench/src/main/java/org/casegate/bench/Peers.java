// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// The servers that stand beside the gateway: OpenSSH as Debian has it, with its own SFTP server in it, and rclone over a folder
/// that it encrypts.
final class Peers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Path key;
    private final List<Process> running = new ArrayList<>();

    /// @param folder for what they keep
    /// @param key    of the user who signs in
    Peers(Path folder, Path key) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.key = key;
    }

    /// OpenSSH, which writes what it is told to; as whoever runs this.
    Door openssh() throws IOException, InterruptedException {
        Path hostKey = folder.resolve("host-key");
        Programs.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", hostKey.toString());
        Files.createDirectories(Path.of("/run/sshd"));
        int port = freePort();
        Path settings = Files.writeString(folder.resolve("sshd_config"), """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s
                AuthorizedKeysFile %s
                UsePAM no
                StrictModes no
                PermitRootLogin prohibit-password
                Subsystem sftp internal-sftp
                ForceCommand internal-sftp
                PidFile none
                """.formatted(port, hostKey, authorised()));
        Process server = start("openssh.log", "/usr/sbin/sshd", "-D", "-f", settings.toString());
        awaitPort(port);
        return new Door("OpenSSH", port, System.getProperty("user.name"), key, new ProcessTree(server.pid()));
    }

    /// rclone over its own encryption; what arrives under `/` lies encrypted in `crypt`.
    Door rclone() throws IOException, InterruptedException {
        int port = freePort();
        String obscured = Programs.run("rclone", "obscure", "a password for the benchmark").strip();
        Path settings = Files.writeString(folder.resolve("rclone.conf"),
                "[crypt]\ntype = crypt\nremote = %s\npassword = %s\n"
                        .formatted(Files.createDirectories(folder.resolve("crypt")), obscured));
        Process server = start("rclone.log", "rclone", "serve", "sftp", "crypt:", "--config", settings.toString(),
                "--addr", "127.0.0.1:" + port, "--authorized-keys", authorised().toString());
        awaitPort(port);
        return new Door("rclone over crypt", port, "bench", key, new ProcessTree(server.pid()));
    }

    private Path authorised() throws IOException, InterruptedException {
        return Files.writeString(folder.resolve("authorised"), Programs.run("ssh-keygen", "-y", "-f", key.toString()));
    }

    private Process start(String log, String... command) throws IOException {
        Process server = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile()).start();
        running.add(server);
        return server;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    static void awaitPort(int port) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("nothing answers on port " + port, notYet);
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    @Override
    public void close() {
        running.forEach(Process::destroy);
    }
}
