// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Effect;

/// What is said of one kind of breach.
///
/// @param clause the passage cited for it
/// @param text   a whole sentence with `{…}` where the breach's words go
record Sentence(Code code, Effect effect, ClauseRef clause, String text) {

    private static final Pattern BLANK = Pattern.compile("\\{([a-z ]+)}");

    /// The sentence with its blanks filled.
    ///
    /// @throws IllegalStateException where a word is missing
    String filled(Map<String, String> words) {
        return BLANK.matcher(text).replaceAll(blank -> {
            String word = words.get(blank.group(1));
            if (word == null) {
                throw new IllegalStateException("nothing fills " + blank.group() + " of " + code);
            }
            return Matcher.quoteReplacement(word);
        });
    }
}
