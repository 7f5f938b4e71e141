// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;

/// Refuses until the account has said why it needs access.
record GroundChosen() implements DownloadCheck {

    @Override
    public Answer weigh(DownloadMatter matter) {
        return Answer.of(matter.facts().ground().isPresent(), Breach.of(Code.ACCESS_GROUND));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("ACCESS-GROUND");
    }
}
