// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Refuses a pack without a purpose that the agreement lists and that its sender has put into words, whether or not anybody
/// can be recognised in it.
///
/// @param listed  the purpose codes of the agreement
/// @param letters how many characters make a statement of the purpose
record PurposeClear(Set<String> listed, int letters) implements Check {

    PurposeClear {
        listed = Set.copyOf(listed);
    }

    @Override
    public Answer weigh(Matter matter) {
        String purpose = matter.manifest().purpose().orElse("");
        String statement = matter.manifest().statements().purposeStatement().orElse("").strip();
        List<Breach> breaches = new ArrayList<>();
        if (purpose.isEmpty() || statement.isEmpty()) {
            breaches.add(Breach.of(Code.PURPOSE_UNCLEAR));
        } else if (statement.codePointCount(0, statement.length()) < letters) {
            breaches.add(Breach.of(Code.PURPOSE_UNCLEAR, "short").with("letters", Integer.toString(letters)));
        }
        if (!purpose.isEmpty() && !listed.contains(purpose)) {
            breaches.add(Breach.of(Code.PURPOSE_NOT_LISTED).with("purpose", purpose));
        }
        return Answer.of(breaches);
    }

    @Override
    public Set<String> sentences() {
        return Set.of("PURPOSE-UNCLEAR", "PURPOSE-UNCLEAR/short", "PURPOSE-NOT-LISTED");
    }

    @Override
    public Set<String> asks() {
        return Set.of("purpose_statement");
    }
}
