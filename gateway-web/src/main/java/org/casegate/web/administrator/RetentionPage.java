// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.administrator;

import java.util.List;
import org.casegate.policy.retention.RetentionSchedule;

/// All retention classes.
///
/// @param done what has just been done, "" if nothing
record RetentionPage(List<RetentionSchedule.Line> lines, String done) {
    RetentionPage {
        lines = List.copyOf(lines);
    }
}
