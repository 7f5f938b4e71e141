// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import java.util.Collection;
import java.util.List;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;

/// Whom a notice goes to. The address is looked up when the mail is written.
public sealed interface Addressee {
    /// One account. Where the register has no address of it, the single point of contact of its agency stands in.
    record Holder(AccountId account) implements Addressee {}

    /// The single point of contact of an agency.
    record Spoc(AgencyId agency) implements Addressee {}

    static List<Addressee> accounts(Collection<AccountId> accounts) {
        return accounts.stream().distinct().<Addressee>map(Holder::new).toList();
    }

    static List<Addressee> spocs(Collection<AgencyId> agencies) {
        return agencies.stream().distinct().<Addressee>map(Spoc::new).toList();
    }
}
