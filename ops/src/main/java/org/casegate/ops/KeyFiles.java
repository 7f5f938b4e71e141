// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import org.casegate.crypto.keep.EpochKeys;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.crypto.keep.SignerKeyFile;
import org.casegate.crypto.tlog.Origin;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.ops.config.Config;

/// The files that hold a gateway's keys.
public final class KeyFiles {
    private KeyFiles() {}

    /// Makes the keys that are missing. Only a demonstration does this by itself; elsewhere a missing key is a fault, because
    /// a new one opens nothing.
    public static void make(Config config, InstantSource clock) throws IOException {
        Config.Keys keys = config.keys();
        if (!Files.exists(keys.master())) {
            MasterKey.create(keys.master());
        }
        try (MasterKey master = MasterKey.read(keys.master())) {
            if (!Files.exists(keys.ring())) {
                EpochKeys.create(keys.ring(), master, clock);
            }
            if (!Files.exists(keys.checkpoint())) {
                SignerKeyFile.create(keys.checkpoint(), Origin.first(config.origin()).toString(), master);
            }
        }
    }

    /// The key that verifies the ledger's checkpoints, without opening anything else.
    public static VerifierKey verifier(Config config) throws IOException {
        try (MasterKey master = MasterKey.read(config.keys().master())) {
            return SignerKeyFile.read(config.keys().checkpoint(), master).verifier();
        }
    }
}
