// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;

/// Refuses until the account has accepted the confidentiality reminder.
record ReminderAccepted() implements DownloadCheck {

    @Override
    public Answer weigh(DownloadMatter matter) {
        return Answer.of(matter.facts().reminderAccepted(), Breach.of(Code.REMINDER));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("REMINDER");
    }
}
