// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a draft would have changed. Holds no case text: packs go by their transfer, parts by their number.
///
/// @param judged      decisions that could be judged again
/// @param differences those of them that would have come out differently, oldest first
/// @param lost        decisions that could not be judged again, by the reason
public record ReplayReport(int judged, List<Difference> differences, Map<Lost, Integer> lost) {

    public ReplayReport {
        differences = List.copyOf(differences);
        lost = Map.copyOf(lost);
    }

    /// All decisions that were looked at.
    public int decisions() {
        return judged + lost.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// A decision that would have come out differently.
    ///
    /// @param entry the ledger's index of the decision
    /// @param then  as it was decided
    /// @param draft as the draft would have decided
    public record Difference(String transfer, int attempt, long entry, Instant at, String agency, Judged then,
            Judged draft) {}

    /// An outcome with what it rests on.
    ///
    /// @param outcome `ACCEPTED`, `HELD` or `REFUSED`
    /// @param reasons in table order; empty where the pack is accepted
    public record Judged(String outcome, List<Reason> reasons) {
        public Judged {
            reasons = List.copyOf(reasons);
        }
    }

    /// Why a pack was, or would be, held or refused.
    ///
    /// @param text as the sender reads it, with parts called by number
    public record Reason(String step, String code, String clause, String text) {}

    /// Why a decision cannot be judged again.
    public enum Lost {
        /// Its content has been destroyed, and with it what it was judged by.
        DESTROYED("its content has been destroyed"),
        /// The pack was mended and judged again; what this attempt was judged by has been replaced.
        REPLACED("the sender has replaced what was judged"),
        /// Not even the agreement in force comes to the decision that was taken.
        CHANGED("what else it was judged by has changed since");

        private final String words;

        Lost(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
