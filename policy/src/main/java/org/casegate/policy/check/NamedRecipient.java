// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.Role;

/// Refuses an account to which the pack is not addressed, or that signed in with a password alone. A person may open what
/// is addressed to a role that he holds.
record NamedRecipient() implements DownloadCheck {

    @Override
    public Answer weigh(DownloadMatter matter) {
        boolean addressed = matter.account().stream().anyMatch(account -> matter.facts().recipients().stream()
                .anyMatch(recipient -> isAddressed(matter, recipient, account)));
        return Answer.of(addressed && matter.facts().secondFactor(), Breach.of(Code.NOT_THE_RECIPIENT));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("NOT-THE-RECIPIENT");
    }

    private static boolean isAddressed(DownloadMatter matter, Recipient recipient, Account account) {
        return matter.register().accountsOf(account.id(), Role.RECIPIENT).contains(recipient.account())
                && matter.register().same(recipient.agency(), account.agency());
    }
}
