// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// How much each side got done in a second, round by round.
final class Rates {
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> peers = new ArrayList<>();

    void ours(double perSecond) {
        ours.add(perSecond);
    }

    void peer(double perSecond) {
        peers.add(perSecond);
    }

    double ourMedian() {
        return median(ours);
    }

    double peersMedian() {
        return median(peers);
    }

    double ourMean() {
        return ours.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    double peersMean() {
        return peers.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /// The least and the most that we did.
    String ourSpread() {
        return spread(ours);
    }

    /// The least and the most that the peer did.
    String peersSpread() {
        return spread(peers);
    }

    private static String spread(List<Double> values) {
        String form = Collections.max(values) < 100 ? "%.1f to %.1f" : "%,.0f to %,.0f";
        return values.size() < 2 ? "" : form.formatted(Collections.min(values), Collections.max(values));
    }

    /// The median of the rounds' ratios, ours to the peer's.
    double ratio() {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ours.size(); round++) {
            ratios.add(ours.get(round) / peers.get(round));
        }
        return median(ratios);
    }

    static double median(List<Double> values) {
        return percentile(values, 50);
    }

    /// The smallest value that is not below so many of 100.
    static double percentile(List<Double> values, int percent) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }
}
