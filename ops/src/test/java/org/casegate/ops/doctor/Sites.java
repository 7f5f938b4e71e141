// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.config.Config;
import org.casegate.ops.config.ConfigFile;

/// Sites that tests look at.
final class Sites {
    private Sites() {}

    /// A configuration whose files do not exist.
    static Config nowhere() {
        try {
            Path folder = Files.createTempDirectory("site");
            Path file = Files.writeString(folder.resolve("casegate.yaml"), """
                    casegate: 1
                    ledger: { origin: example.org/ledger }
                    web: { certificate: web.p12, password_file: web.password }
                    """);
            return ConfigFile.read(file, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BadConfig e) {
            throw new IllegalStateException(e);
        }
    }
}
