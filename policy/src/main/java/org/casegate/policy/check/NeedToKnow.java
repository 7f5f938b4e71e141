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

/// Refuses a recipient that is no account of its agency, or for whom no need is given. Where the agreement grades its
/// controls, information of the top sensitivity goes to a named person only.
///
/// @param code           what a breach is called
/// @param preparation    what a person must have behind him
/// @param topSensitivity categories that need a named person; so does a subject child who has died. Empty: no grading
record NeedToKnow(Code code, Preparation preparation, Set<DataCategory> topSensitivity) implements Check {

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
        return Sentences.of(key("need"), key("agency"), key("account"),
                preparation == Preparation.NONE ? "" : key(preparation.variant()),
                topSensitivity.isEmpty() ? "" : key("role"));
    }

    private Optional<Breach> objection(Matter matter, Addressee addressee) {
        Optional<AccountId> id = addressee.account();
        if (id.isEmpty()) {
            return breach(matter, addressee, "agency");
        }
        Optional<Account> account = matter.register().account(id.get())
                .filter(found -> matter.same(found.agency(), addressee.agency()))
                .filter(found -> found.has(Role.RECIPIENT));
        if (account.isEmpty()) {
            return breach(matter, addressee, "account");
        }
        if (!isPrepared(matter, account.get())) {
            return breach(matter, addressee, preparation.variant());
        }
        if (account.get().kind() != Account.Kind.PERSON && isTopSensitive(matter.manifest())) {
            return breach(matter, addressee, "role");
        }
        return addressee.whyNeeded().isEmpty() ? breach(matter, addressee, "need") : Optional.empty();
    }

    /// Behind a role stand its holders, who are asked themselves when they open the pack.
    private boolean isPrepared(Matter matter, Account account) {
        return account.kind() == Account.Kind.ROLE || switch (preparation) {
            case NONE -> true;
            case TRAINED -> matter.standing().isTrained(account, matter.today());
            case CHECKED -> matter.standing().isChecked(account, matter.today());
        };
    }

    private boolean isTopSensitive(Manifest manifest) {
        return !topSensitivity.isEmpty()
                && (manifest.categories().stream().anyMatch(topSensitivity::contains)
                        || manifest.subjects().stream().anyMatch(NeedToKnow::isChildWhoDied));
    }

    private static boolean isChildWhoDied(Subject subject) {
        return !subject.living() && subject.relation() == Subject.Relation.SUBJECT_CHILD;
    }

    private Optional<Breach> breach(Matter matter, Addressee addressee, String variant) {
        return Optional.of(Breach.of(code, variant(variant))
                .with("recipient", matter.nameOf(addressee.agency()))
                .with("recipient person", addressee.account().map(AccountId::value).orElse("")));
    }

    private String key(String variant) {
        return Breach.of(code, variant(variant)).key();
    }

    /// The need is what the plain code is about, unless the code is about something else.
    private String variant(String variant) {
        return variant.equals("need") && code == Code.NEED_TO_KNOW ? "" : variant;
    }

    /// What a person must have behind him before information is addressed to him.
    enum Preparation {
        NONE, TRAINED, CHECKED;

        String variant() {
            return this == CHECKED ? "checks" : "training";
        }
    }
}
