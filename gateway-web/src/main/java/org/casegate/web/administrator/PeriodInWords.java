// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.administrator;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.register.RetentionClass;
import org.casegate.web.server.InWords;

/// Retention periods as people say and type them.
final class PeriodInWords {
    private PeriodInWords() {}

    /// Such as "90 days" or "1 year and 6 months"; "no end" where there is none.
    static String of(Optional<Period> period) {
        return period.map(PeriodInWords::of).orElse("no end");
    }

    static String of(Period period) {
        List<String> parts = new ArrayList<>();
        add(parts, period.getYears(), "year");
        add(parts, period.getMonths(), "month");
        add(parts, period.getDays(), "day");
        return parts.isEmpty() ? "0 days" : String.join(" and ", parts);
    }

    /// The event that a period counts from.
    static String of(RetentionClass.Trigger trigger) {
        return switch (trigger) {
            case RECEIVED -> "Receipt";
            case MEETING -> "The meeting";
            case FILED -> "Filing in a case system";
            case CASE_CLOSED -> "Closing of the case";
            case PUBLISHED -> "Publication";
        };
    }

    /// What happens then.
    static String of(RetentionClass.Action action) {
        return switch (action) {
            case DESTROY -> "Destroyed";
            case REVIEW -> "Reviewed";
        };
    }

    /// Reads a number and a unit; empty if they are no period of ours.
    static Optional<Period> parse(String number, String unit) {
        if (!number.matches("[1-9][0-9]{0,3}")) {
            return Optional.empty();
        }
        int count = Integer.parseInt(number);
        return switch (unit) {
            case "days" -> Optional.of(Period.ofDays(count));
            case "weeks" -> Optional.of(Period.ofWeeks(count));
            case "months" -> Optional.of(Period.ofMonths(count));
            case "years" -> Optional.of(Period.ofYears(count));
            default -> Optional.empty();
        };
    }

    private static void add(List<String> parts, int number, String unit) {
        if (number != 0) {
            parts.add(InWords.count(number, unit));
        }
    }
}
