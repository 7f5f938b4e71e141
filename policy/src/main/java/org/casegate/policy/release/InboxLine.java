// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import java.time.Instant;

/// One line of a recipient's inbox.
public sealed interface InboxLine {
    /// The recipient may see the pack.
    record Open(InboxPack pack) implements InboxLine {}

    /// The pack was addressed to the recipient, who may not see it now.
    ///
    /// @param sentence why not, as the download gate says it
    record Shut(String transfer, Instant acceptedAt, String sentence) implements InboxLine {}
}
