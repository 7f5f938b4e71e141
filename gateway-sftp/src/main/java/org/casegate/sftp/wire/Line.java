// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.wire;

/// A sentence on its way to a terminal.
final class Line {
    private static final int LONGEST = 4_000;

    private Line() {}

    /// The sentence as one line: control characters (a sentence may quote a name that the sender chose), line ends and
    /// characters that turn the writing direction become blanks; what is longer than any sentence of ours is cut.
    static String clean(String sentence) {
        StringBuilder line = new StringBuilder(Math.min(sentence.length(), LONGEST));
        sentence.codePoints().limit(LONGEST).map(point -> isPlain(point) ? point : ' ').forEach(line::appendCodePoint);
        return line.toString();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
