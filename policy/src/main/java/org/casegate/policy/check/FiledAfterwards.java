// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;

/// Filing, which comes after a download and which nobody can refuse; here stands only what the recipient is told to do.
record FiledAfterwards() implements DownloadCheck {

    @Override
    public Answer weigh(DownloadMatter matter) {
        return Answer.satisfied();
    }

    @Override
    public Set<String> sentences() {
        return Set.of("FILING");
    }
}
