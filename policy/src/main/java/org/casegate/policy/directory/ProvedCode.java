// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import org.casegate.policy.register.AccountId;

/// A one-time code of this account was right, and is used up. Only [SignIn] makes it.
public final class ProvedCode {
    private final AccountId account;

    ProvedCode(AccountId account) {
        this.account = account;
    }

    boolean isOf(AccountId who) {
        return account.equals(who);
    }

    @Override
    public String toString() {
        return "a code of " + account;
    }
}
