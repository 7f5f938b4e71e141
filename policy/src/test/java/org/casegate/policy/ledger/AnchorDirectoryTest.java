// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class AnchorDirectoryTest implements AnchorsContract {
    @TempDir
    Path directory;

    @Override
    public Anchors anchors() {
        return Anchors.in(directory);
    }
}
