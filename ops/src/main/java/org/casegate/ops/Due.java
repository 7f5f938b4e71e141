// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import org.casegate.policy.intake.Intake;
import org.casegate.policy.meeting.CaseEnd;
import org.casegate.policy.retention.DestructionRun;
import org.casegate.policy.retention.EpochRoll;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a gateway does by itself, every minute.
final class Due {
    private static final Logger LOG = LoggerFactory.getLogger(Due.class);

    private final DestructionRun destruction;
    private final CaseEnd caseEnd;
    private final Intake intake;
    private final EpochRoll epochRoll;
    private final Post post;

    Due(DestructionRun destruction, CaseEnd caseEnd, Intake intake, EpochRoll epochRoll, Post post) {
        this.destruction = destruction;
        this.caseEnd = caseEnd;
        this.intake = intake;
        this.epochRoll = epochRoll;
        this.post = post;
    }

    /// What a start has left for afterwards.
    void afterStart() {
        attempt("what nothing knows of", intake::deleteStrays);
    }

    /// One thing that fails does not keep the others from being done; it is tried again a minute later.
    synchronized void run() {
        attempt("retention", destruction::run);
        attempt("closed cases", caseEnd::run);
        attempt("intake", intake::tidy);
        attempt("epoch keys", epochRoll::run);
        attempt("notices", post::tidy);
    }

    private static void attempt(String what, Task task) {
        try {
            task.run();
        } catch (Exception fault) {
            LOG.error("What is due of {} could not be done", what, fault);
        }
    }

    private interface Task {
        void run() throws Exception;
    }
}
