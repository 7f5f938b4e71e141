// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.io.IOException;
import java.util.List;
import org.casegate.crypto.keep.EpochKeys;
import org.casegate.crypto.keep.MasterKey;

/// The ring of epoch keys opens under the master key.
final class KeyRingOpens implements Check {
    @Override
    public String name() {
        return "key ring";
    }

    @Override
    public List<Finding> look(Site site) {
        try (MasterKey master = MasterKey.read(site.config().keys().master());
                EpochKeys ring = EpochKeys.open(site.config().keys().ring(), master, site.clock())) {
            return List.of(Finding.green("%s opens, at generation %d".formatted(site.config().keys().ring(),
                    ring.generation())));
        } catch (IOException refused) {
            return List.of(Finding.red(String.valueOf(refused.getMessage()),
                    "put back the newest ring and the master key that belongs to it"));
        }
    }
}
