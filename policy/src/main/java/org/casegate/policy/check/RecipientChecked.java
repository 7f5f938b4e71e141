// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;

/// Refuses an account whose attestation of checks is missing.
record RecipientChecked() implements DownloadCheck {

    @Override
    public Answer weigh(DownloadMatter matter) {
        return Answer.of(matter.standing().isChecked(matter.account().orElseThrow(), matter.today()),
                Breach.of(Code.PERSON_NOT_CHECKED));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("PERSON-NOT-CHECKED");
    }
}
