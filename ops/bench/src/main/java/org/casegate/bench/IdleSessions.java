// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Sessions that have signed in, opened SFTP and been answered, and then do nothing: OpenSSH clients, one process each.
final class IdleSessions implements AutoCloseable {
    /// SSH_FXP_INIT for version 3.
    private static final byte[] INIT = {0, 0, 0, 5, 1, 0, 0, 0, 3};
    private static final int AT_ONCE = 4;

    private final List<Process> clients = new ArrayList<>();

    IdleSessions(Door door, int sessions) throws IOException, InterruptedException {
        try (ExecutorService opening = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Process>> opened = new ArrayList<>();
            for (int session = 0; session < sessions; session++) {
                opened.add(opening.submit(() -> open(door)));
            }
            for (Future<Process> client : opened) {
                clients.add(client.get());
            }
        } catch (ExecutionException fault) {
            close();
            throw new IOException("a session could not be opened", fault.getCause());
        }
    }

    /// One of them. Whoever asked for it ends it.
    static Process open(Door door) throws IOException {
        List<String> command = new ArrayList<>(List.of("ssh", "-p", Integer.toString(door.port())));
        command.addAll(OpensshClient.options(door));
        command.addAll(List.of("-s", door.user() + "@127.0.0.1", "sftp"));
        Process client = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        client.getOutputStream().write(INIT);
        client.getOutputStream().flush();
        try {
            DataInputStream version = new DataInputStream(client.getInputStream());
            version.skipNBytes(version.readInt());
        } catch (EOFException e) {
            client.destroyForcibly();
            throw new IOException("the server did not answer INIT", e);
        }
        return client;
    }

    @Override
    public void close() {
        clients.forEach(Process::destroyForcibly);
    }
}
