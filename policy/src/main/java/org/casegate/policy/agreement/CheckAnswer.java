// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.util.List;
import org.casegate.policy.check.ClauseRef;

/// What one step of an agreement said of one pack, with its clause: a line of the explanation of a decision.
///
/// @param sentences why it was broken, or what it remarked; with parts by number, and no name of a file
public record CheckAnswer(String step, ClauseRef clause, Said said, List<String> sentences) {
    public CheckAnswer {
        sentences = List.copyOf(sentences);
    }

    /// The three answers that a rule has.
    public enum Said {
        DOES_NOT_APPLY, KEPT, BROKEN
    }
}
