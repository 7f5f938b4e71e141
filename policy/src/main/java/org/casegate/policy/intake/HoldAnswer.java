// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.List;

/// What came of an answer to a hold.
///
/// @param became    where the pack stands now
/// @param sentences what there is to say of it, parts called by number
/// @param entry     ledger index of the answer
public record HoldAnswer(Became became, List<String> sentences, long entry) {
    public HoldAnswer {
        sentences = List.copyOf(sentences);
    }

    /// Where a pack stands after an answer.
    public enum Became {
        /// Others must answer too.
        WAITING,
        /// Everybody who was asked let it go, and it was accepted.
        ACCEPTED,
        /// By today's register it asks something new.
        HELD,
        /// By today's register it is refused.
        REFUSED,
        /// It ended here.
        DECLINED
    }
}
