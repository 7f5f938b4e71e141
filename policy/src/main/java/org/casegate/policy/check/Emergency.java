// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Setting;
import org.casegate.policy.register.Settings;

/// People who let an upload pass although a check on form fails, because a child cannot wait. What they may let pass is the
/// partnership's list; territory, encryption, record and named recipient are on no list.
///
/// @param by their accounts; it takes two persons
public record Emergency(Set<AccountId> by) {

    private static final int PERSONS = 2;

    public Emergency {
        by = Set.copyOf(by);
    }

    boolean lifts(Breach breach, Settings settings, Register register) {
        long persons = by.stream().flatMap(id -> register.account(id).stream())
                .filter(account -> account.kind() == Account.Kind.PERSON).count();
        return persons >= PERSONS && settings.codes(Setting.EMERGENCY_RELEASE).contains(group(breach));
    }

    private static String group(Breach breach) {
        return switch (breach.code()) {
            case AGREEMENT_NOT_ACTIVE -> breach.variant().equals("review") ? "REVIEW" : "";
            case SPOC_MISSING -> "SPOC";
            case PERSON_NOT_TRAINED -> "TRAINING";
            case NEED_TO_KNOW, RECIPIENT_NO_ROLE -> breach.variant().equals("training") ? "TRAINING" : "";
            case PHASE -> "PHASE";
            case HISTORICAL_UNEXPLAINED -> "HISTORICAL";
            default -> "";
        };
    }
}
