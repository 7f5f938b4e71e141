// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Draws what a soak saw: three lines over time, each from 0 to its own greatest value.
final class Plot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 120;
    private static final int LEFT = 150;
    private static final int GAP = 30;

    private Plot() {}

    /// The plot, as SVG that is read in light and dark.
    static String svg(List<Soak.Look> looks) {
        double end = looks.getLast().seconds();
        int height = 3 * (HEIGHT + GAP) + GAP;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                <title>Heap, open handles and threads of a gateway under mixed load</title>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                %s%s%s<text x="%d" y="%d" text-anchor="end" fill="#0b0c0c">%.0f minutes</text>
                </svg>
                """.formatted(LEFT + WIDTH + 20, height,
                line("heap after a whole collection, MiB", looks, Soak.Look::heap, 0, end),
                line("open handles", looks, Soak.Look::handles, 1, end),
                line("threads", looks, Soak.Look::threads, 2, end), LEFT + WIDTH, height - 8, end / 60);
    }

    private static String line(String what, List<Soak.Look> looks, ToDoubleFunction<Soak.Look> figure, int row,
            double end) {
        double most = looks.stream().mapToDouble(figure).max().orElse(1);
        int bottom = GAP + row * (HEIGHT + GAP) + HEIGHT;
        String points = looks.stream()
                .map(look -> String.format(Locale.ROOT, "%.1f,%.1f", LEFT + WIDTH * look.seconds() / end,
                        bottom - HEIGHT * figure.applyAsDouble(look) / most))
                .collect(Collectors.joining(" "));
        return String.format(Locale.ROOT, """
                <text x="%d" y="%d" text-anchor="end" fill="#0b0c0c">%.0f</text>
                <text x="%d" y="%d" text-anchor="end" fill="#0b0c0c">0</text>
                <text x="%d" y="%d" fill="#0b0c0c">%s</text>
                <path d="M%d %dV%dH%d" fill="none" stroke="#505a5f"/>
                <polyline points="%s" fill="none" stroke="#1d70b8" stroke-width="1.5"/>
                """, LEFT - 8, bottom - HEIGHT + 5, most, LEFT - 8, bottom, LEFT, bottom - HEIGHT - 8, what, LEFT,
                bottom - HEIGHT, bottom, LEFT + WIDTH, points);
    }
}
