// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.util.ArrayList;
import java.util.List;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Membership;
import org.casegate.policy.register.Register;

/// Every body of an agreement in force has a single point of contact.
final class ContactsAreNamed implements Check {
    @Override
    public String name() {
        return "points of contact";
    }

    @Override
    public List<Finding> look(Site site) throws NotOpened {
        Register register = site.gateway().directory().current();
        List<Finding> findings = new ArrayList<>();
        for (AgreementRegistration agreement : InForce.of(site)) {
            List<String> without = register.memberships(agreement.agreement()).stream().map(Membership::agency)
                    .filter(agency -> register.agency(agency).flatMap(Agency::spoc).isEmpty())
                    .map(register::nameOf).toList();
            findings.add(without.isEmpty()
                    ? Finding.green("every body of " + agreement.agreement() + " has one")
                    : Finding.amber("under %s none is recorded for %s".formatted(agreement.agreement(),
                            String.join(", ", without)), "ask them, and give `spoc` in the register"));
        }
        return findings.isEmpty() ? List.of(Finding.green("no agreement in force asks for one")) : findings;
    }
}
