// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import java.util.stream.Stream;
import org.casegate.policy.manifest.Manifest.Addressee;
import org.casegate.policy.register.AgencyId;

/// Refuses a body that is covered on a condition only, where the manifest does not confirm the condition: for a recipient
/// on its own line, for the sender on every line, since each line is an exchange of his.
record MemberCondition(Side side) implements Check {

    @Override
    public Answer weigh(Matter matter) {
        return Answer.of(side.agencies(matter).stream()
                .filter(agency -> matter.standing().admissions().condition(agency, matter.today()).isPresent())
                .filter(agency -> !isConfirmed(matter, agency))
                .map(agency -> Breach.of(Code.MEMBER_CONDITION).with(side.word(), matter.nameOf(agency)))
                .toList());
    }

    @Override
    public Set<String> sentences() {
        return Set.of("MEMBER-CONDITION");
    }

    private boolean isConfirmed(Matter matter, AgencyId agency) {
        Stream<Addressee> lines = matter.manifest().recipients().stream();
        return lines.filter(line -> side == Side.SENDER || matter.same(line.agency(), agency))
                .allMatch(Addressee::memberCondition);
    }
}
