// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Optional;
import java.util.Set;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.Role;

/// Refuses an account to which the pack is not addressed, or that signed in with a password alone. A person may open what
/// is addressed to a role that he holds.
record NamedRecipient() implements DownloadCheck {

    @Override
    public Answer weigh(DownloadMatter matter) {
        Optional<Account> account = matter.account().filter(known -> known.has(Role.RECIPIENT));
        boolean addressed = account.isPresent() && matter.facts().recipients().stream()
                .anyMatch(recipient -> isAddressed(matter, recipient, account.get()));
        return Answer.of(addressed && matter.facts().secondFactor(), Breach.of(Code.NOT_THE_RECIPIENT));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("NOT-THE-RECIPIENT");
    }

    private static boolean isAddressed(DownloadMatter matter, Recipient recipient, Account account) {
        boolean named = recipient.account().equals(account.id()) || matter.register().account(recipient.account())
                .filter(role -> role.kind() == Account.Kind.ROLE && role.holders().contains(account.id())).isPresent();
        return named && matter.register().same(recipient.agency(), account.agency());
    }
}
