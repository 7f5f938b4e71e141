// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Text for people, never wider than 100 columns.
final class Page {

    static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();

    /// A heading with a line under it and room above.
    void heading(String words) {
        if (!text.isEmpty()) {
            blank();
        }
        String capitals = words.toUpperCase(Locale.UK);
        text.append(capitals).append('\n').append("-".repeat(Math.min(capitals.length(), WIDTH))).append('\n');
    }

    void blank() {
        if (!text.toString().endsWith("\n\n")) {
            text.append('\n');
        }
    }

    /// A paragraph.
    ///
    /// @param indent columns before every line
    void paragraph(int indent, String words) {
        hanging(indent, "", 0, words);
    }

    /// A label, and beside it words that keep to their own column.
    ///
    /// @param column where the words begin, counted from the indent; a longer label has them on the next line
    void hanging(int indent, String label, int column, String words) {
        List<String> lines = wrapped(words, WIDTH - indent - column);
        String margin = " ".repeat(indent);
        if (label.length() >= column && column > 0) {
            text.append(margin).append(label).append('\n');
        } else if (!lines.isEmpty()) {
            text.append(margin).append(label).append(" ".repeat(column - label.length())).append(lines.removeFirst())
                    .append('\n');
        } else if (!label.isEmpty()) {
            text.append(margin).append(label).append('\n');
        }
        lines.forEach(line -> text.append(margin).append(" ".repeat(column)).append(line).append('\n'));
    }

    /// Words, and at the right end of their last line, or under it, where they come from.
    void cited(int indent, String label, int column, String words, String clause) {
        List<String> lines = wrapped(words, WIDTH - indent - column);
        String passage = passage(clause);
        int room = WIDTH - indent - column - (lines.isEmpty() ? 0 : lines.getLast().length());
        if (lines.isEmpty() || passage.length() + 2 > room) {
            hanging(indent, label, column, words);
            wrapped(passage, WIDTH - indent - column)
                    .forEach(line -> text.append(" ".repeat(Math.max(0, WIDTH - line.length()))).append(line)
                            .append('\n'));
        } else {
            hanging(indent, label, column, words);
            text.setLength(text.length() - 1);
            text.append(" ".repeat(room - passage.length())).append(passage).append('\n');
        }
    }

    /// A passage in square brackets.
    static String passage(String clause) {
        return clause.equals("[project]") ? clause : "[" + clause + "]";
    }

    private static List<String> wrapped(String words, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : broken(words, width)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    /// Words, those wider than a line broken after a hyphen.
    private static List<String> broken(String words, int width) {
        List<String> broken = new ArrayList<>();
        for (String word : words.strip().split("\\s+", -1)) {
            String rest = word;
            while (rest.length() > width) {
                int hyphen = rest.lastIndexOf('-', width - 1);
                int end = hyphen > 0 ? hyphen + 1 : width;
                broken.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            broken.add(rest);
        }
        return broken;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
