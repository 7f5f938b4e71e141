// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

/// How values that somebody typed appear in a complaint: short, on one line, nothing hidden.
final class Shown {

    private static final int LONGEST = 60;

    private Shown() {}

    static String value(String text) {
        return "'" + key(text) + "'";
    }

    static String key(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(character -> {
            if (isPlain(character)) {
                shown.appendCodePoint(character);
            } else {
                shown.append("\\u{%04X}".formatted(character));
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST ? shown + "…" : shown.toString();
    }

    /// What a word processor did to the text, as an addition to a complaint; empty where it did nothing.
    static String typography(String text) {
        if (text.chars().anyMatch(character -> "“”‘’„‟".indexOf(character) >= 0)) {
            return "; it holds curly quotes (“ ”), write straight ones (\") or none";
        }
        if (text.indexOf('\t') >= 0) {
            return "; it holds a tab, use spaces";
        }
        return text.chars().anyMatch(character -> character == '\u00A0' || character == '\u202F')
                ? "; it holds a hard space, use ordinary ones"
                : "";
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
