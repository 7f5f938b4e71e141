// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.explain;

import java.time.Duration;
import org.casegate.policy.agreement.Approvals;
import org.casegate.policy.check.Whose;

/// Who decides and who approves, in words.
final class Deciders {

    private Deciders() {}

    static String words(StepText.Held hold) {
        String role = switch (hold.decider()) {
            case "SPOC" -> "The single point of contact";
            case "SENDER" -> "A second person";
            default -> "A " + Values.words(hold.decider());
        };
        return role + " of " + Whose.valueOf(hold.of()).words() + ", within "
                + Values.time(Duration.parse(hold.within()))
                + ".";
    }

    static String words(Approvals.Rule rule) {
        String who = switch (rule.by()) {
            case STATUTORY_PARTNERS -> "Every statutory partner";
            case ALL_ADMITTED -> "Every statutory partner, and every body that has signed or was admitted,";
            case LISTED -> "Every body that the agreement lists by name";
        };
        return who + " must approve" + (rule.inWriting() ? ", in writing." : ".");
    }
}
