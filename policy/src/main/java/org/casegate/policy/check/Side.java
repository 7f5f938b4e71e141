// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.List;
import org.casegate.policy.register.AgencyId;

/// Which end of a transfer a check looks at.
enum Side {
    SENDER, RECIPIENTS;

    /// The bodies at this end, each once; `{sender}` or `{recipient}` names one in a sentence.
    List<AgencyId> agencies(Matter matter) {
        return this == SENDER ? matter.senderAgency().stream().toList() : matter.recipientAgencies();
    }

    /// Which blank of a sentence the body's name fills.
    String word() {
        return this == SENDER ? "sender" : "recipient";
    }
}
