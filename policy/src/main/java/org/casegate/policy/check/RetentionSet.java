// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.manifest.Manifest.Part;
import org.casegate.policy.register.RetentionClass;
import org.casegate.policy.register.RetentionClassId;

/// Refuses a part without a retention class of the agreement's schedule, or with one that gives it no end.
record RetentionSet() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        List<Breach> breaches = new ArrayList<>();
        for (Part part : matter.manifest().parts()) {
            objection(matter, part).map(breach -> breach.about(part.file())
                    .with("class", part.retentionClass().map(RetentionClassId::value).orElse("")))
                    .ifPresent(breaches::add);
        }
        return Answer.of(breaches);
    }

    @Override
    public Set<String> sentences() {
        return Set.of("RETENTION-MISSING", "RETENTION-MISSING/unknown", "RETENTION-MISSING/endless",
                "RETENTION-MISSING/meeting", "RETENTION-MISSING/trigger");
    }

    private static Optional<Breach> objection(Matter matter, Part part) {
        if (part.retentionClass().isEmpty()) {
            return Optional.of(Breach.of(Code.RETENTION_MISSING));
        }
        Optional<RetentionClass> found = Retention.classOf(matter, part);
        if (found.isEmpty()) {
            return Optional.of(Breach.of(Code.RETENTION_MISSING, "unknown"));
        }
        if (found.get().period().isEmpty()) {
            return Optional.of(Breach.of(Code.RETENTION_MISSING, "endless"));
        }
        if (Retention.destroyOn(matter, part).isPresent()) {
            return Optional.empty();
        }
        boolean meeting = found.get().trigger() == RetentionClass.Trigger.MEETING;
        return Optional.of(Breach.of(Code.RETENTION_MISSING, meeting ? "meeting" : "trigger"));
    }
}
