// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Place;

/// Everything about one download that the gate may look at, besides the register.
///
/// @param account          who asks
/// @param secondFactor     the account signed in with more than a password
/// @param place            where the address is; [Place#UNKNOWN] is not allowed anywhere
/// @param recipients       to whom the pack was released when it was accepted
/// @param state            what has become of the pack
/// @param stateSince       since when; shown to the recipient
/// @param destroyOn        the date at whose start the part goes; from then on it counts as destroyed
/// @param reminderAccepted the account accepted the confidentiality reminder for this meeting
/// @param ground           why the account needs access, where the agreement asks
public record DownloadFacts(AccountId account, boolean secondFactor, Place place, List<Recipient> recipients,
        State state, Instant stateSince, Optional<LocalDate> destroyOn, boolean reminderAccepted,
        Optional<AccessGround> ground, Instant now) {

    public DownloadFacts {
        recipients = List.copyOf(recipients);
    }

    /// What has become of a pack that was accepted once.
    public enum State {
        AVAILABLE, WITHDRAWN, REPLACED, RETURNED, ON_HOLD, PURPOSE_CHANGED, DESTROYED
    }

    /// Why a person needs access.
    public enum AccessGround {
        CASE, MONITORING, STATUTORY
    }
}
