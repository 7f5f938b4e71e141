// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

/// One mistake in a text that somebody wrote, with what would have been accepted.
///
/// @param line     from 1; 0 where no line can be named
/// @param key      the key as a path, `recipients[1].agency`; empty where the text as a whole is meant
/// @param sentence what is wrong and what is accepted; starts in lower case, so that it can follow the key
public record Complaint(int line, String key, String sentence) {

    /// The complaint as one line of text for people.
    ///
    /// @param file the name of the file that the reader knows it by
    public String in(String file) {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(", line ").append(line);
        }
        if (!key.isEmpty()) {
            text.append(", ").append(key);
        }
        return text.append(": ").append(sentence).toString();
    }
}
