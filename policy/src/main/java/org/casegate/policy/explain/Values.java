// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.explain;

import java.time.Duration;
import java.time.Period;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.casegate.policy.register.AgencyId;
import org.jspecify.annotations.Nullable;

/// Values of agreement files, as people read them.
final class Values {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);

    private Values() {}

    /// @param form `letters`, `words`, `bodies`, `period`, `every` or `start`; anything else leaves the value as it is
    static String inWords(String value, @Nullable String form) {
        return switch (form) {
            case "letters" -> joined(parts(value).map(letter -> "(" + letter + ")").toList(), "or");
            case "words" -> joined(parts(value).map(Values::words).toList(), "and");
            case "bodies" -> joined(parts(value).map(id -> new AgencyId(id).readable()).toList(), "or");
            case "period" -> period(Period.parse(value));
            case "every" -> period(Period.parse(value)).replaceFirst("^1 ", "");
            case "start" -> start(value);
            case null, default -> value;
        };
    }

    /// `ADULT-SAFEGUARDING` as *adult safeguarding*.
    static String words(String code) {
        return code.toLowerCase(Locale.UK).replace('-', ' ').replace('_', ' ');
    }

    /// *6 months*.
    static String period(Period period) {
        return joined(Stream.of(counted(period.getYears(), "year"), counted(period.getMonths(), "month"),
                counted(period.getDays(), "day")).filter(part -> !part.isEmpty()).toList(), "and");
    }

    /// *4 hours*, *1 day*.
    static String time(Duration time) {
        boolean days = time.toHours() >= 24 && time.toHours() % 24 == 0;
        return days ? counted(time.toDays(), "day") : counted(time.toHours(), "hour");
    }

    /// *a, b and c*.
    static String joined(List<String> words, String last) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " " + last + " " + words.getLast();
    }

    private static String start(String value) {
        return switch (value) {
            case "SIGNATURE" -> "the first signature";
            case "START" -> "the day that the partnership sets";
            default -> YearMonth.parse(value).format(MONTH);
        };
    }

    private static Stream<String> parts(String value) {
        return Stream.of(value.split(",", -1)).map(String::strip).filter(part -> !part.isEmpty());
    }

    private static String counted(long count, String unit) {
        return count == 0 ? "" : count + " " + unit + (count == 1 ? "" : "s");
    }
}
