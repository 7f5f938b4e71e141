// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.manifest.Manifest.Addressee;

/// Refuses a recipient of whom the manifest does not say what part it plays in the case.
record RoleInCase() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        return Answer.of(matter.manifest().recipients().stream().filter(line -> line.roleInCase().isEmpty())
                .map(Addressee::agency).distinct()
                .map(agency -> Breach.of(Code.RECIPIENT_NO_ROLE).with("recipient", matter.nameOf(agency)))
                .toList());
    }

    @Override
    public Set<String> sentences() {
        return Set.of("RECIPIENT-NO-ROLE");
    }

    @Override
    public Set<String> asks() {
        return Set.of("role_in_case");
    }
}
