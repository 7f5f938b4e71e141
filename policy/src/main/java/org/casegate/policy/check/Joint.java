// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.List;
import java.util.Optional;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.RetentionClass;
import org.casegate.policy.register.Setting;

/// Records that the partnership itself makes, for which its members are joint controllers.
///
/// @param originators the partnership's own names, as an originator is typed; empty where the agreement has no such rule
/// @param lead        the bodies that may lead; where there is more than one, the partnership chooses
record Joint(List<AgencyId> originators, List<AgencyId> lead) {

    private static final String BY_CASE = "BY_CASE";

    Joint {
        originators = List.copyOf(originators);
        lead = List.copyOf(lead);
    }

    boolean isAsked() {
        return !lead.isEmpty();
    }

    /// Whether the pack is a joint record, by who made it or because the partnership settled that all are.
    boolean isJoint(Matter matter) {
        return isAsked() && (matter.settings().is(Setting.CONTROLLER_DEFAULT, "JOINT")
                || matter.manifest().origin().agency().filter(made -> originators.stream()
                        .anyMatch(own -> matter.same(own, made))).isPresent());
    }

    /// A joint record takes a class of the leading body's schedule.
    Optional<Breach> objection(Matter matter, RetentionClass found) {
        if (!isJoint(matter)) {
            return Optional.empty();
        }
        List<AgencyId> leading = leading(matter);
        if (leading.isEmpty()) {
            return Optional.of(Breach.of(Code.RETENTION_MISSING, "lead"));
        }
        boolean owned = found.owner().filter(owner -> leading.stream().anyMatch(body -> isOwner(matter, owner, body)))
                .isPresent();
        return owned ? Optional.empty() : Optional.of(Breach.of(Code.RETENTION_MISSING, "joint"));
    }

    private List<AgencyId> leading(Matter matter) {
        Optional<String> chosen = matter.settings().value(Setting.LEAD_BODY);
        if (chosen.filter(BY_CASE::equals).isPresent()) {
            return lead;
        }
        return chosen.flatMap(AgencyId::parse).map(List::of).orElseGet(() -> lead.size() == 1 ? lead : List.of());
    }

    private static boolean isOwner(Matter matter, String owner, AgencyId body) {
        return owner.strip().equalsIgnoreCase(matter.nameOf(body))
                || AgencyId.parse(owner.strip()).filter(id -> matter.same(id, body)).isPresent();
    }
}
