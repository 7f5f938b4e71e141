// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Dates and times as the agreements mean them: in Europe/London.
public final class London {

    /// The zone of every date in an agreement.
    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm 'on' d MMMM uuuu", Locale.UK);

    private London() {}

    /// The calendar date of a moment.
    public static LocalDate dateOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }

    /// The moment at which a date begins; what is due on the date is due then.
    public static Instant startOf(LocalDate date) {
        return date.atStartOfDay(ZONE).toInstant();
    }

    /// Whether what is due on `date` is due at `now`.
    public static boolean isDue(LocalDate date, Instant now) {
        return !now.isBefore(startOf(date));
    }

    /// The date at whose start a copy goes that is kept for `period` from the date of `trigger`. Months and years clamp
    /// to the last day of a shorter month.
    public static LocalDate due(Instant trigger, Period period) {
        return dateOf(trigger).plus(period);
    }

    /// The date at whose start a publication ends that may be read through the same date one `period` on.
    public static LocalDate publicationEnds(LocalDate published, Period period) {
        return published.plus(period).plusDays(1);
    }

    /// *4 August 2026*
    public static String written(LocalDate date) {
        return DATE.format(date);
    }

    /// *10:00 on 12 May 2026*, in London's time of that day.
    public static String written(Instant moment) {
        return TIME.format(ZonedDateTime.ofInstant(moment, ZONE));
    }
}
