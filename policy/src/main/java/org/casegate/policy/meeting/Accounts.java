// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.manifest.Manifest.Addressee;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Role;

/// Whom a convener names: bodies and accounts that there are. Whether the agreement lets them share is for [Remarks], and for
/// every judgement.
final class Accounts {
    private Accounts() {}

    static void require(Proposal proposal, Register register) throws ConveningRefused {
        List<String> unknown = new ArrayList<>();
        for (AgencyId sender : proposal.record().senders()) {
            if (register.agency(sender).isEmpty()) {
                unknown.add("senders: the register has no agency " + sender);
            }
        }
        for (Addressee recipient : proposal.settled().recipients()) {
            objection(recipient, register).ifPresent(objection -> unknown.add("recipients: " + objection));
        }
        if (!unknown.isEmpty()) {
            throw new ConveningRefused(String.join("; ", unknown) + ".");
        }
    }

    private static Optional<String> objection(Addressee recipient, Register register) {
        Optional<Account> account = recipient.account().flatMap(register::account);
        String name = recipient.account().map(Object::toString).orElse("");
        if (account.isEmpty()) {
            return Optional.of("the register has no account " + name);
        }
        if (!register.same(account.get().agency(), recipient.agency())) {
            return Optional.of(name + " is an account of " + account.get().agency() + ", not of "
                    + recipient.agency());
        }
        return account.get().has(Role.RECIPIENT)
                ? Optional.empty()
                : Optional.of(name + " may not receive information; the account has not the role RECIPIENT");
    }
}
