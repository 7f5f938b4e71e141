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

/// Refuses a part without a retention class of the agreement's schedule, or with one that gives it no end. Records of the
/// partnership as a whole take classes of the body that leads for it.
///
/// @param indefinite a class without end is allowed, with a reason and a review at intervals
/// @param joint      which records are the partnership's own, and whose classes those take
record RetentionSet(boolean indefinite, Joint joint) implements Check {

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
        return Sentences.of("RETENTION-MISSING", "RETENTION-MISSING/unknown",
                indefinite ? "INDEFINITE-NO-REVIEW" : "RETENTION-MISSING/endless",
                "RETENTION-MISSING/meeting", "RETENTION-MISSING/trigger",
                joint.isAsked() ? "RETENTION-MISSING/joint" : "", joint.isAsked() ? "RETENTION-MISSING/lead" : "");
    }

    @Override
    public Set<String> asks() {
        return Set.of("retention_class");
    }

    private Optional<Breach> objection(Matter matter, Part part) {
        if (part.retentionClass().isEmpty()) {
            return Optional.of(Breach.of(Code.RETENTION_MISSING));
        }
        Optional<RetentionClass> found = Retention.classOf(matter, part);
        if (found.isEmpty()) {
            return Optional.of(Breach.of(Code.RETENTION_MISSING, "unknown"));
        }
        return joint.objection(matter, found.get()).or(() -> found.get().period().isEmpty()
                ? endless(found.get())
                : unfixed(matter, part, found.get()));
    }

    private Optional<Breach> endless(RetentionClass found) {
        if (!indefinite) {
            return Optional.of(Breach.of(Code.RETENTION_MISSING, "endless"));
        }
        return found.reviewEvery().isPresent() && found.reason().isPresent()
                ? Optional.empty()
                : Optional.of(Breach.of(Code.INDEFINITE_NO_REVIEW));
    }

    private static Optional<Breach> unfixed(Matter matter, Part part, RetentionClass found) {
        if (Retention.destroyOn(matter, part).isPresent()) {
            return Optional.empty();
        }
        boolean meeting = found.trigger() == RetentionClass.Trigger.MEETING;
        return Optional.of(Breach.of(Code.RETENTION_MISSING, meeting ? "meeting" : "trigger"));
    }
}
