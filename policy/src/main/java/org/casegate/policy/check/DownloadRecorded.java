// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;

/// Recording, which whoever serves the part carries out; here stands only what is said when it fails.
record DownloadRecorded() implements DownloadCheck {

    @Override
    public Answer weigh(DownloadMatter matter) {
        return Answer.satisfied();
    }

    @Override
    public Set<String> sentences() {
        return Set.of("LEDGER");
    }
}
