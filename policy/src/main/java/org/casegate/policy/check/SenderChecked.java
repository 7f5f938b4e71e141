// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.register.Account;

/// Refuses a sending account without an attestation of the organisation's own checks.
record SenderChecked() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        Account sender = matter.sender().orElseThrow();
        return Answer.of(matter.standing().isChecked(sender, matter.today()), Breach.of(Code.PERSON_NOT_CHECKED));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("PERSON-NOT-CHECKED");
    }
}
