// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.auditor;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/// Entries by month in London and by kind.
///
/// @param filters what was filled in
/// @param entries address of the entries that are counted
record MonthsPage(List<String> filters, SortedMap<YearMonth, SortedMap<String, Long>> months, String entries) {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    MonthsPage {
        filters = List.copyOf(filters);
    }

    static String name(YearMonth month) {
        return MONTH.format(month);
    }

    static long sum(SortedMap<String, Long> kinds) {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }
}
