// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.util.List;
import java.util.regex.Pattern;

/// Says in plain words why a text is not YAML. The usual culprits come from word processors: tabs, curly quotes, hard
/// spaces; they are named, whatever the library stumbled over.
final class SyntaxFault {

    private static final Pattern TAB_INDENT = Pattern.compile("^[ \\t]*\\t.*");

    private SyntaxFault() {}

    static void explain(String text, int line, String problem, Complaints complaints) {
        List<String> lines = text.lines().toList();
        int tabbed = firstLine(lines, TAB_INDENT);
        if (tabbed > 0 && tabbed <= line) {
            complaints.add(tabbed, "", "is indented with a tab; use spaces");
            return;
        }
        String here = line <= lines.size() ? lines.get(line - 1) : "";
        complaints.add(line, "", words(problem) + Shown.typography(here));
    }

    private static int firstLine(List<String> lines, Pattern pattern) {
        for (int index = 0; index < lines.size(); index++) {
            if (pattern.matcher(lines.get(index)).matches()) {
                return index + 1;
            }
        }
        return 0;
    }

    private static String words(String problem) {
        if (problem.contains("mapping values are not allowed")) {
            return "has a colon where none can stand; put the whole value in straight quotes, or mend the indentation";
        }
        if (problem.contains("could not find expected ':'")) {
            return "has no ': ' after its key";
        }
        if (problem.contains("cannot start any token")) {
            return "begins a value with a character that has a meaning of its own; put the value in straight quotes";
        }
        if (problem.contains("found unexpected end of stream")) {
            return "opens a quote that is never closed";
        }
        if (problem.contains("expected <block end>") || problem.contains("did not find expected")) {
            return "is not indented like the lines above it, or lacks its '- '";
        }
        return "is not YAML from here on; compare it with manifest-template.yaml";
    }
}
