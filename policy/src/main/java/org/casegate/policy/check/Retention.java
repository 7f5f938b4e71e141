// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.casegate.policy.clock.London;
import org.casegate.policy.manifest.Manifest.Part;
import org.casegate.policy.manifest.PartName;
import org.casegate.policy.register.RetentionClass;

/// When the gateway copy of each part goes.
public final class Retention {

    private Retention() {}

    /// For each part, the date (Europe/London) at whose start the gateway copy goes. A part of a class without end has none:
    /// it stays until a review says otherwise.
    ///
    /// @throws IllegalStateException where a part's class has an end and gives no date; no accepted pack has such a part
    public static Map<PartName, LocalDate> destroyOn(Matter matter) {
        Map<PartName, LocalDate> dates = new LinkedHashMap<>();
        for (Part part : matter.manifest().parts()) {
            if (classOf(matter, part).filter(found -> found.period().isEmpty()).isEmpty()) {
                dates.put(part.file(), destroyOn(matter, part).orElseThrow(
                        () -> new IllegalStateException("a part was accepted without a date of destruction")));
            }
        }
        return dates;
    }

    /// The date of one part, where its class and the facts give one.
    public static Optional<LocalDate> destroyOn(Matter matter, PartName part) {
        return matter.manifest().parts().stream().filter(each -> each.file().sameAs(part)).findFirst()
                .flatMap(each -> destroyOn(matter, each));
    }

    static Optional<RetentionClass> classOf(Matter matter, Part part) {
        return part.retentionClass().flatMap(id -> matter.standing().registration()
                .flatMap(registration -> Optional.ofNullable(registration.retention().get(id))));
    }

    static Optional<LocalDate> destroyOn(Matter matter, Part part) {
        Optional<RetentionClass> found = classOf(matter, part);
        Optional<Instant> trigger = found.flatMap(each -> switch (each.trigger()) {
            case RECEIVED -> Optional.of(matter.facts().received());
            case MEETING -> matter.manifest().timing().meetingAt();
            // these events come later, so no date can be promised when the pack is judged
            case FILED, CASE_CLOSED, PUBLISHED -> Optional.empty();
        });
        return found.flatMap(RetentionClass::period)
                .flatMap(period -> trigger.map(moment -> London.due(moment, period)));
    }
}
