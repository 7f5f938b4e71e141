// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.time.LocalDate;
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

    /// Whether something would be kept longer by this class than by another one, on any day. What counts from another event
    /// cannot be compared, and counts as longer.
    public boolean keepsLongerThan(RetentionClass other) {
        boolean reviewsInsteadOfDestroying = action == Action.REVIEW && other.action == Action.DESTROY;
        return trigger != other.trigger || reviewsInsteadOfDestroying || isLonger(other);
    }

    private boolean isLonger(RetentionClass other) {
        if (other.period.isEmpty()) {
            return period.isEmpty() && reviewEvery.isPresent()
                    && other.reviewEvery.filter(every -> !isLonger(reviewEvery.get(), every)).isEmpty();
        }
        return period.isEmpty() || isLonger(period.get(), other.period.get());
    }

    /// Compared from every day of a four-year cycle: months differ, and a period is shorter only if it always is.
    private static boolean isLonger(Period one, Period other) {
        LocalDate first = LocalDate.of(2024, 1, 1);
        return first.datesUntil(first.plusYears(4)).anyMatch(day -> day.plus(one).isAfter(day.plus(other)));
    }

    /// The event that a period counts from.
    public enum Trigger {
        RECEIVED, MEETING, FILED, CASE_CLOSED, PUBLISHED
    }

    /// What happens at the end of the period.
    public enum Action {
        DESTROY, REVIEW
    }
}
