// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.time.Period;
import java.util.Optional;

/// One class of an agreement's retention schedule, for the gateway's own copy.
///
/// @param period      from the trigger; empty means indefinite, which needs a review interval
/// @param owner       the body or role whose schedule it is
/// @param reason      why this long
/// @param reviewEvery how often keeping on is decided again
public record RetentionClass(RetentionClassId id, Trigger trigger, Optional<Period> period, Action action,
        Optional<String> owner, Optional<String> reason, Optional<Period> reviewEvery) {

    /// The event that a period counts from.
    public enum Trigger {
        RECEIVED, MEETING, FILED, CASE_CLOSED, PUBLISHED
    }

    /// What happens at the end of the period.
    public enum Action {
        DESTROY, REVIEW
    }
}
