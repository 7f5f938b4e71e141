// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a site does without a gateway: files lie in clear until GnuPG has encrypted each, and then what was in clear is removed.
final class GpgPipeline {
    private static final String RECIPIENT = "bench@example.org";

    private final Map<String, String> environment;

    /// @param folder of the key ring, which is made
    GpgPipeline(Path folder) throws IOException, InterruptedException {
        environment = Map.of("GNUPGHOME", Files.createDirectories(folder).toString());
        Programs.run("chmod", "700", folder.toString());
        Programs.run(environment, List.of("gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key",
                RECIPIENT, "default", "default", "never"));
    }

    /// Encrypts every file of a folder, as many at once as there are processors, and removes them; on return all of it is durable.
    ///
    /// @param overwriting whether what was in clear is overwritten first
    void run(Path folder, boolean overwriting) throws IOException, InterruptedException {
        String encrypt = "find '%s' -type f -print0 | xargs -0 -n 1 -P %d gpg --batch --quiet --compress-algo none --trust-model always -r %s --encrypt"
                .formatted(folder, Runtime.getRuntime().availableProcessors(), RECIPIENT);
        String flush = "find '%s' -name '*.gpg' -print0 | xargs -0 sync".formatted(folder);
        String remove = "find '%s' -type f ! -name '*.gpg' -print0 | xargs -0 %s"
                .formatted(folder, overwriting ? "shred -u" : "rm");
        Programs.run(environment,
                List.of("/bin/sh", "-ec", encrypt + "; " + flush + "; " + remove + "; sync '" + folder + "'"));
    }
}
