// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.casegate.crypto.keep.MasterKey;

/// The master key can be read, and by nobody but the gateway.
final class MasterKeyOpens implements Check {
    @Override
    public String name() {
        return "master key";
    }

    @Override
    public List<Finding> look(Site site) {
        Path file = site.config().keys().master();
        try (MasterKey _ = MasterKey.read(file)) {
            return List.of(Finding.green(file + " can be read, by its owner only"));
        } catch (IOException refused) {
            return List.of(Finding.red(String.valueOf(refused.getMessage()),
                    "put the key back from where it is kept apart from the backups; nothing opens without it, and a new one opens nothing"));
        }
    }
}
