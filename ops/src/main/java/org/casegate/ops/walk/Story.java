// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.walk;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;

/// What the walk prints: numbered steps, the evidence of each, and whether it held.
final class Story {
    private static final String TICK = speaksUnicode() ? "\u2713" : "ok";
    private static final String CROSS = speaksUnicode() ? "\u2717" : "NOT SO";

    private static final int WIDTH = 100;
    private static final Pattern WORDS = Pattern.compile("(?<=\\S) (?=\\S)");

    private final PrintWriter out;
    private final long begun = System.nanoTime();
    private final List<String> broken = new ArrayList<>();
    private int step;
    private int held;

    Story(PrintWriter out) {
        this.out = out;
    }

    private static boolean speaksUnicode() {
        return System.getProperty("stdout.encoding", "").toUpperCase(Locale.ROOT).equals(StandardCharsets.UTF_8.name());
    }

    void title(String text) {
        line("");
        line(bold(text));
    }

    /// Begins a step.
    void step(String heading) {
        step++;
        line("");
        line("%2d  %s".formatted(step, bold(heading)));
    }

    /// Something to look at: what was typed, sent, answered or found.
    void evidence(String label, String text) {
        String before = "      %-10s ".formatted(label);
        for (String each : folded(text)) {
            line((before + each).stripTrailing());
            before = " ".repeat(before.length());
        }
    }

    /// Lines of a readable width, broken between words.
    private static List<String> folded(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String word : WORDS.split(text.strip(), -1)) {
            if (!current.isEmpty() && current.length() + word.length() >= WIDTH) {
                lines.add(current.toString());
                current.setLength(0);
            }
            current.append(current.isEmpty() ? "" : " ").append(word);
        }
        lines.add(current.toString());
        return lines;
    }

    /// States what must be so, and whether it is.
    void holds(boolean so, String sentence) {
        if (so) {
            held++;
            line("    " + Ansi.AUTO.string("@|green " + TICK + "|@ ") + sentence);
        } else {
            broken.add(sentence);
            line("    " + Ansi.AUTO.string("@|bold,red " + CROSS + "|@ ") + sentence);
        }
    }

    /// The last lines.
    ///
    /// @return whether everything held
    boolean end() {
        line("");
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (broken.isEmpty()) {
            line(bold(String.format(Locale.ROOT, "All of it held: %d statements in %d steps, %.1f seconds.", held, step,
                    seconds)));
        } else {
            line(bold("%d of %d statements did not hold:".formatted(broken.size(), held + broken.size())));
            broken.forEach(sentence -> line("    " + CROSS + " " + sentence));
        }
        return broken.isEmpty();
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    private static String bold(String text) {
        return Ansi.AUTO.enabled() ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
