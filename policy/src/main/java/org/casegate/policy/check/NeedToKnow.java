// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Optional;
import java.util.Set;
import org.casegate.policy.manifest.DataCategory;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.Manifest.Addressee;
import org.casegate.policy.manifest.Manifest.Subject;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Role;

/// Refuses a recipient that is no trained account of its agency, or for whom no need is given. Information of the top
/// sensitivity goes to a named person only.
///
/// @param topSensitivity categories that need a named person; so does a subject child who has died
record NeedToKnow(Set<DataCategory> topSensitivity) implements Check {

    NeedToKnow {
        topSensitivity = Set.copyOf(topSensitivity);
    }

    @Override
    public Answer weigh(Matter matter) {
        return Answer.of(matter.manifest().recipients().stream().flatMap(each -> objection(matter, each).stream())
                .toList());
    }

    @Override
    public Set<String> sentences() {
        return Set.of("NEED-TO-KNOW", "NEED-TO-KNOW/agency", "NEED-TO-KNOW/account", "NEED-TO-KNOW/training",
                "NEED-TO-KNOW/role");
    }

    private Optional<Breach> objection(Matter matter, Addressee addressee) {
        Optional<AccountId> id = addressee.account();
        if (id.isEmpty()) {
            return breach(matter, addressee, "agency");
        }
        Optional<Account> account = matter.register().account(id.get())
                .filter(found -> matter.register().same(found.agency(), addressee.agency()))
                .filter(found -> found.has(Role.RECIPIENT));
        if (account.isEmpty()) {
            return breach(matter, addressee, "account");
        }
        if (!isTrained(matter, account.get())) {
            return breach(matter, addressee, "training");
        }
        if (account.get().kind() != Account.Kind.PERSON && isTopSensitive(matter.manifest())) {
            return breach(matter, addressee, "role");
        }
        return addressee.whyNeeded().isEmpty() ? breach(matter, addressee, "") : Optional.empty();
    }

    /// Behind a role stand its holders, who are asked themselves when they open the pack.
    private static boolean isTrained(Matter matter, Account account) {
        return account.kind() == Account.Kind.ROLE || matter.standing().isTrained(account, matter.today());
    }

    private boolean isTopSensitive(Manifest manifest) {
        return manifest.categories().stream().anyMatch(topSensitivity::contains) || manifest.subjects().stream()
                .anyMatch(subject -> !subject.living() && subject.relation() == Subject.Relation.SUBJECT_CHILD);
    }

    private static Optional<Breach> breach(Matter matter, Addressee addressee, String variant) {
        return Optional.of(Breach.of(Code.NEED_TO_KNOW, variant)
                .with("recipient", matter.register().nameOf(addressee.agency()))
                .with("recipient person", addressee.account().map(AccountId::value).orElse("")));
    }
}
