// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.clock;

import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// When an agreement's review falls due: one `first` period after its anchor, then every `then`.
///
/// @param rolling count from the last review that took place, instead of from the calendar
public record ReviewCycle(Period first, Period then, boolean rolling) {

    /// The n-th due date, from 1, by the calendar. Always counted from the first one, so that clamping to a shorter month
    /// does not creep.
    public LocalDate dueDate(LocalDate anchor, int n) {
        return anchor.plus(first).plus(then.multipliedBy(n - 1));
    }

    /// The due date that has passed without its review, or nothing.
    ///
    /// A fixed cycle takes each review for the due date nearest to it, so that neither an early nor a late review
    /// counts twice.
    ///
    /// @param reviewed the dates on which reviews took place; later ones than `today` do not count
    public Optional<LocalDate> overdue(LocalDate anchor, Collection<LocalDate> reviewed, LocalDate today) {
        Optional<LocalDate> last = reviewed.stream().filter(date -> !date.isAfter(today))
                .max(Comparator.naturalOrder());
        if (rolling) {
            LocalDate next = last.map(date -> date.plus(then)).orElseGet(() -> dueDate(anchor, 1));
            return Optional.of(next).filter(date -> date.isBefore(today));
        }
        return latestDue(anchor, today).filter(due -> last.isEmpty() || nearestDue(anchor, last.get()).isBefore(due));
    }

    /// The latest due date before today: on the day itself a review is still in time.
    private Optional<LocalDate> latestDue(LocalDate anchor, LocalDate today) {
        Optional<LocalDate> latest = Optional.empty();
        for (int n = 1; dueDate(anchor, n).isBefore(today); n++) {
            latest = Optional.of(dueDate(anchor, n));
        }
        return latest;
    }

    private LocalDate nearestDue(LocalDate anchor, LocalDate review) {
        LocalDate nearest = dueDate(anchor, 1);
        for (int n = 2; distance(dueDate(anchor, n), review) < distance(nearest, review); n++) {
            nearest = dueDate(anchor, n);
        }
        return nearest;
    }

    private static long distance(LocalDate one, LocalDate other) {
        return Math.abs(ChronoUnit.DAYS.between(one, other));
    }
}
