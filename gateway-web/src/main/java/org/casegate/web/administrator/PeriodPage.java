// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.administrator;

import java.util.List;
import org.casegate.policy.retention.RetentionSchedule;

/// The form that changes one period, in two steps: the period, then "yes, do it".
///
/// @param number    as typed
/// @param unit      `days`, `weeks`, `months` or `years`
/// @param complaint what to mend or why it cannot be, "" if nothing
/// @param asked     the period that is asked about in words, "" in the first step
record PeriodPage(RetentionSchedule.Line line, String number, String unit, String complaint, String asked) {
    static List<String> units() {
        return List.of("days", "weeks", "months", "years");
    }
}
