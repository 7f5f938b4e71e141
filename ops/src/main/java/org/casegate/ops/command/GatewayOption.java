// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.config.Config;
import org.casegate.ops.config.ConfigFile;
import org.casegate.ops.console.Log;
import org.casegate.ops.demo.DemoClock;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option by which a command is told its gateway.
final class GatewayOption {
    @Option(names = "--config", paramLabel = "FILE", description = "the gateway's casegate.yaml (else CASEGATE_CONFIG, ./casegate.yaml, /etc/casegate/casegate.yaml)")
    @Nullable
    Path file;

    Config config() throws BadConfig {
        return ConfigFile.read(ConfigFile.find(Optional.ofNullable(file), System.getenv()), System.getenv());
    }

    /// The country database of the gateway that would be found; nothing where none is found, or where it has none.
    Optional<Path> countryDatabase() throws BadConfig {
        Path found;
        try {
            found = ConfigFile.find(Optional.ofNullable(file), System.getenv());
        } catch (BadConfig _) {
            return Optional.empty();
        }
        return ConfigFile.read(found, System.getenv()).countryDatabase();
    }

    /// The gateway, listening nowhere. Where its embedded database is stopped, it is started for as long as this is open.
    Gateway open() throws BadConfig, IOException, LedgerUnavailable {
        Log.onStandardError();
        Config config = config();
        return Gateway.open(config, clock(config));
    }

    static InstantSource clock(Config config) throws IOException {
        return config.demo() ? DemoClock.beside(config.file()) : InstantSource.system();
    }
}
