// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The figures of a run, as a table, and whether every promise was kept.
final class Results {
    private final List<String> lines = new ArrayList<>();
    private boolean kept = true;

    /// @param least what the ratio must reach; not a number where nothing is promised
    void ratio(String what, Rates rates, String peer, double least) {
        beside(what, rates, "/s", peer, least);
    }

    /// @param unit  of what both sides reached, where more is better
    /// @param least what the ratio must reach; not a number where nothing is promised
    void beside(String what, Rates rates, String unit, String peer, double least) {
        add(what, text(rates.ourMedian(), unit), peer + " " + text(rates.peersMedian(), unit),
                "%.2f times".formatted(rates.ratio()), Double.isNaN(least) ? "" : ">= " + least,
                Double.isNaN(least) || rates.ratio() >= least, !Double.isNaN(least));
        spread(rates);
    }

    /// @param unit of what both sides took, where less is better
    /// @param most what the ratio must not pass
    void besideAtMost(String what, Rates rates, String unit, String peer, double most) {
        add(what, text(rates.ourMedian(), unit), peer + " " + text(rates.peersMedian(), unit),
                "%.2f times".formatted(rates.ratio()), "<= " + most, rates.ratio() <= most, true);
        spread(rates);
    }

    private void spread(Rates rates) {
        lines.add(String.format(Locale.ROOT, "%-70s %16s  %-32s", "", rates.ourSpread(), rates.peersSpread()));
    }

    private static String text(double value, String unit) {
        return (value < 100 ? "%.1f" : "%,.0f").formatted(value) + (unit.startsWith("/") ? "" : " ") + unit;
    }

    /// @param least what must be reached; not a number where nothing is promised
    void atLeast(String what, double measured, double least, String unit) {
        add(what, "%,.0f %s".formatted(measured, unit), "", "",
                Double.isNaN(least) ? "" : ">= %,.0f %s".formatted(least, unit),
                Double.isNaN(least) || measured >= least, !Double.isNaN(least));
    }

    /// @param most what must not be passed; not a number where nothing is promised
    void atMost(String what, double measured, double most, String unit) {
        add(what, "%.2f %s".formatted(measured, unit), "", "",
                Double.isNaN(most) ? "" : "<= %.0f %s".formatted(most, unit),
                Double.isNaN(most) || measured <= most, !Double.isNaN(most));
    }

    private void add(String what, String ours, String peer, String ratio, String promise, boolean isKept,
            boolean promised) {
        kept &= isKept;
        lines.add(String.format(Locale.ROOT, "%-70s %16s  %-32s %12s %14s  %s", what, ours, peer, ratio, promise,
                promised ? isKept ? "yes" : "NO" : ""));
    }

    void print() {
        System.out.printf("%n%-70s %16s  %-32s %12s %14s  %s%n", "", "measured", "beside", "ratio", "promised", "kept");
        lines.forEach(System.out::println);
    }

    boolean isKept() {
        return kept;
    }
}
