// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

import org.casegate.sftp.wire.Refusal;

/// A client's path in its one canonical form: the names from the root down. Every path goes through [#parse] and nothing
/// else looks at its text; it is never handed to a file system.
///
/// @param names in Unicode's composed form (NFC), none empty, none `.` or `..`
record TreePath(List<String> names) {
    private static final int LONGEST_PATH = 4096;
    private static final int LONGEST_NAME = 255;

    TreePath {
        names = List.copyOf(names);
    }

    /// Reads a path. It counts from the root, whether it begins with a slash or not; `..` at the root stays there.
    ///
    /// @throws Refusal if a name holds control, invisible or direction-turning characters, or is too long
    static TreePath parse(String text) throws Refusal {
        if (text.length() > LONGEST_PATH) {
            throw Refusal.because("This path is too long.");
        }
        List<String> names = new ArrayList<>();
        for (String name : text.split("/", -1)) {
            switch (name) {
                case "", "." -> {
                    // stays where it is
                }
                case ".." -> {
                    if (!names.isEmpty()) {
                        names.removeLast();
                    }
                }
                default -> names.add(checked(name));
            }
        }
        return new TreePath(names);
    }

    int depth() {
        return names.size();
    }

    String name(int level) {
        return names.get(level);
    }

    String last() {
        return names.getLast();
    }

    TreePath parent() {
        return new TreePath(names.subList(0, names.size() - 1));
    }

    /// Whether both lie in the same directory.
    boolean isBeside(TreePath other) {
        return depth() == other.depth() && depth() > 0 && parent().equals(other.parent());
    }

    @Override
    public String toString() {
        return "/" + String.join("/", names);
    }

    private static String checked(String name) throws Refusal {
        if (!name.codePoints().allMatch(TreePath::isVisible)) {
            throw Refusal.because(
                    "A name may not hold control characters, invisible characters or characters that turn the writing"
                            + " direction. Rename it and send it again.");
        }
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        if (composed.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw Refusal
                    .because("A name may be at most " + LONGEST_NAME + " bytes long. Shorten it and send it again.");
        }
        return composed;
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
