// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.util.List;
import org.casegate.policy.register.AgreementRegistration;

/// Every agreement in force names whom to ring when a child may be at risk: the last line of each refusal.
final class DutyIsNamed implements Check {
    @Override
    public String name() {
        return "duty contact";
    }

    @Override
    public List<Finding> look(Site site) throws NotOpened {
        List<AgreementRegistration> inForce = InForce.of(site);
        return inForce.isEmpty()
                ? List.of(Finding.amber("no agreement is in force, so every upload is refused",
                        "import the register, then activate an agreement"))
                : inForce.stream().map(DutyIsNamed::of).toList();
    }

    private static Finding of(AgreementRegistration agreement) {
        return agreement.duty().isPresent()
                ? Finding.green(agreement.agreement() + " names its duty contact")
                : Finding.red(agreement.agreement() + " names no duty contact, so its refusals cannot say whom to ring",
                        "give `duty` of " + agreement.agreement() + " in the register: role, phone, hours");
    }
}
