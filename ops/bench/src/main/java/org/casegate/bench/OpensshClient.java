// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// OpenSSH's own client, the same for every server.
final class OpensshClient {
    private final Path folder;
    private int batches;

    /// @param folder for its batches
    OpensshClient(Path folder) {
        this.folder = folder;
    }

    /// Runs commands of `sftp -b`.
    ///
    /// @return what it said
    String batch(Door door, String cipher, List<String> commands) throws IOException, InterruptedException {
        Path batch;
        synchronized (this) {
            batch = folder.resolve("batch-" + ++batches);
        }
        Files.write(batch, commands);
        List<String> command = new ArrayList<>(List.of("sftp", "-q", "-b", batch.toString(), "-P",
                Integer.toString(door.port()), "-c", cipher));
        command.addAll(options(door));
        command.add(door.user() + "@127.0.0.1");
        return Programs.run(Map.of(), command);
    }

    /// Key exchange by X25519, so that servers are compared and not what their clients prefer.
    static List<String> options(Door door) {
        return List.of("-i", door.key().toString(), "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o",
                "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o",
                "KexAlgorithms=curve25519-sha256");
    }
}
