// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Optional;
import java.util.Set;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.Manifest.Phase;
import org.casegate.policy.manifest.Manifest.Timing;
import org.casegate.policy.register.Setting;

/// Before a meeting: the meeting and its time to come. After one: the action that requires it. Without one: a purpose for
/// which that is allowed, or nobody identified.
record PhaseFits() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        Timing timing = matter.manifest().timing();
        Optional<Phase> phase = timing.phase();
        if (phase.isEmpty()) {
            return Answer.breached(Breach.of(Code.PHASE, "missing"));
        }
        return switch (phase.get()) {
            case PRE_MEETING -> Answer.of(timing.meeting().isPresent()
                    && timing.meetingAt().filter(at -> at.isAfter(matter.facts().received())).isPresent(),
                    Breach.of(Code.PHASE, "before"));
            case POST_MEETING -> Answer.of(timing.action().isPresent(), Breach.of(Code.PHASE));
            case NO_MEETING -> Answer.of(needsNoMeeting(matter), Breach.of(Code.PHASE, "none").with("purpose",
                    matter.manifest().purpose().orElse("an empty purpose")));
        };
    }

    @Override
    public Set<String> sentences() {
        return Set.of("PHASE", "PHASE/before", "PHASE/none", "PHASE/missing");
    }

    @Override
    public Set<String> asks() {
        return Set.of("phase");
    }

    private static boolean needsNoMeeting(Matter matter) {
        Manifest manifest = matter.manifest();
        return manifest.isAnonymised() || manifest.purpose()
                .filter(matter.settings().codes(Setting.NO_MEETING_PURPOSES)::contains).isPresent();
    }
}
