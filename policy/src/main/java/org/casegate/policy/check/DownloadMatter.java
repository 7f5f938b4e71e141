// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.Optional;
import org.casegate.policy.clock.London;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.Register;

/// One download before one agreement: what a check looks at.
public final class DownloadMatter {

    private final DownloadFacts facts;
    private final Standing standing;

    /// The download of these facts, before this agreement, by this register.
    public DownloadMatter(DownloadFacts facts, Terms terms, Register register) {
        this.facts = facts;
        this.standing = new Standing(terms, register.on(London.dateOf(facts.now())));
    }

    public DownloadFacts facts() {
        return facts;
    }

    public Register register() {
        return standing.register();
    }

    Standing standing() {
        return standing;
    }

    LocalDate today() {
        return London.dateOf(facts.now());
    }

    Optional<Account> account() {
        return register().account(facts.account());
    }
}
