// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Dates, times and sizes as people here write them. Times are London's.
public final class InWords {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};

    private InWords() {}

    /// Such as "21 November 2026".
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /// Such as "21 November 2026 at 8:30am".
    public static String moment(Instant instant) {
        LocalDateTime there = LocalDateTime.ofInstant(instant, LONDON);
        return day(there.toLocalDate()) + " at " + clock(there);
    }

    /// Such as "8:30am", "noon" or "midnight".
    private static String clock(LocalDateTime there) {
        if (there.getMinute() == 0 && there.getHour() % 12 == 0) {
            return there.getHour() == 0 ? "midnight" : "noon";
        }
        int hour = there.getHour() % 12 == 0 ? 12 : there.getHour() % 12;
        String minute = there.getMinute() == 0 ? "" : String.format(Locale.ROOT, ":%02d", there.getMinute());
        return hour + minute + (there.getHour() < 12 ? "am" : "pm");
    }

    /// Such as "1.2 MB"; a thousand, not 1,024, to the unit.
    public static String size(long bytes) {
        if (bytes < 1000) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        double value = bytes;
        int unit = 0;
        while (value >= 999.95 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.UK, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }

    /// Such as "1 part" or "3 parts".
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
