// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casegate.policy.check.Answer;
import org.casegate.policy.check.Breach;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.DownloadCheck;
import org.casegate.policy.check.DownloadMatter;
import org.casegate.policy.check.DownloadRefusal;

/// One step of the download gate.
///
/// @param tellsSender the sender of the pack is told when the step refuses
record DownloadRule(String step, DownloadCheck check, ClauseRef clause, Map<String, Sentence> sentences,
        boolean tellsSender) {

    private static final String LAST_BEFORE_SIGHT = "D-05";

    DownloadRule {
        sentences = Map.copyOf(sentences);
    }

    /// Whether the step comes before anything of the pack is shown, and not only before a part of it is opened.
    boolean beforeSight() {
        return step.compareTo(LAST_BEFORE_SIGHT) <= 0;
    }

    /// The refusal of this step, if it refuses. A check that cannot be carried out does.
    Optional<DownloadRefusal> weigh(DownloadMatter matter) {
        try {
            return switch (check.weigh(matter)) {
                case Answer.NotApplicable _,Answer.Satisfied _ -> Optional.empty();
                case Answer.Breached(List<Breach> breaches) -> Optional.of(refusal(breaches.getFirst()));
            };
        } catch (RuntimeException _) {
            return Optional.of(new DownloadRefusal(step, Code.CHECK_FAILED, ClauseRef.PROJECT,
                    "You cannot open this pack because this gateway could not carry out check " + step
                            + "; tell whoever runs this gateway.",
                    false));
        }
    }

    DownloadRefusal refusal(Breach breach) {
        Sentence sentence = Optional.ofNullable(sentences.get(breach.key()))
                .orElseThrow(() -> new IllegalStateException(step + " has no sentence for " + breach.key()));
        return new DownloadRefusal(step, breach.code(), sentence.clause(), sentence.filled(breach.words()),
                tellsSender);
    }
}
