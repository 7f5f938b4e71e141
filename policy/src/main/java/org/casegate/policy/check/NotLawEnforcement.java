// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.casegate.policy.manifest.Basis;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.register.Agency;

/// Refuses law enforcement: the regime of Part 3 of the Data Protection Act 2018, or a purpose of that kind. Where the
/// agreement says that Part 3 applies instead and the partnership has opened that lane, it asks of the pack what Part 3
/// asks: competent authorities at both ends, and the condition and the power relied on.
///
/// @param mayBePart3 the agreement speaks of Part 3, so that a partnership may open the lane
record NotLawEnforcement(boolean mayBePart3) implements Check {

    static final String PURPOSE = "LAW-ENFORCEMENT";

    @Override
    public Answer weigh(Matter matter) {
        Manifest manifest = matter.manifest();
        boolean enforcement = manifest.regime() == Manifest.Regime.DPA_PART3
                || manifest.purpose().filter(PURPOSE::equals).isPresent();
        if (!enforcement) {
            return Answer.satisfied();
        }
        return mayBePart3 && matter.isPart3() ? ofPart3(matter) : Answer.breached(Breach.of(Code.LAW_ENFORCEMENT));
    }

    @Override
    public Set<String> sentences() {
        return Sentences.of("LAW-ENFORCEMENT", mayBePart3 ? "LAW-ENFORCEMENT/authority" : "",
                mayBePart3 ? "LAW-ENFORCEMENT/fields" : "");
    }

    private static Answer ofPart3(Matter matter) {
        List<Breach> breaches = new ArrayList<>();
        Stream.concat(matter.senderAgency().stream(), matter.recipientAgencies().stream()).distinct()
                .filter(agency -> matter.register().agency(agency).filter(Agency::competentAuthority).isEmpty())
                .map(agency -> Breach.of(Code.LAW_ENFORCEMENT, "authority").with("agency", matter.nameOf(agency)))
                .forEach(breaches::add);
        Basis basis = matter.manifest().basis();
        if (basis.dpaCondition().isEmpty() || basis.gateways().isEmpty()) {
            breaches.add(Breach.of(Code.LAW_ENFORCEMENT, "fields"));
        }
        return Answer.of(breaches);
    }
}
