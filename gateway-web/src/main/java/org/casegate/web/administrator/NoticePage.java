// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.administrator;

import java.util.List;
import org.casegate.policy.notice.Notice;

/// The newest notices.
///
/// @param undelivered those that nobody got, and that can be tried again
/// @param done        what has just been done, "" if nothing
record NoticePage(List<Notice> notices, int undelivered, String done) {
    NoticePage {
        notices = List.copyOf(notices);
    }
}
