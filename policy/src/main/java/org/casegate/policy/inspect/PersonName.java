// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether what a document itself calls a name is one, and not what stands in its place.
final class PersonName {

    private static final Pattern LETTERS = Pattern.compile("\\p{L}[\\p{L}' .-]*");
    private static final Set<String> PLACEHOLDERS = Set.of("a", "adult", "anon", "anonymised", "anonymous", "baby",
            "boy", "brother", "carer", "child", "client", "family", "father", "female", "girl", "infant", "male",
            "mother", "na", "name", "no", "nobody", "none", "not", "parent", "partner", "patient", "person", "pupil",
            "redacted", "removed", "sibling", "sister", "subject", "the", "unknown", "unnamed", "withheld", "x", "xx",
            "xxx", "xxxx", "yes", "young");

    private PersonName() {}

    /// Letters that are more than initials, and whose first word does not stand for a person without naming him.
    static boolean isLikely(String text) {
        String stripped = text.strip();
        if (!LETTERS.matcher(stripped).matches()) {
            return false;
        }
        String first = stripped.split("[ .]", 2)[0];
        boolean initials = stripped.codePoints().filter(Character::isLetter).count() < 3
                && stripped.codePoints().noneMatch(Character::isLowerCase);
        return !initials && !PLACEHOLDERS.contains(first.toLowerCase(Locale.ROOT));
    }
}
