// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.change;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.casegate.policy.register.AgreementId;

/// Who must say yes before a difference takes effect.
public sealed interface Need {

    /// Nobody: an operation.
    record Operation() implements Need {}

    /// One person who may approve for an agency or for the partnership.
    record OneApprover() implements Need {}

    /// Two persons, neither of whose accounts was made by the other's.
    record TwoPeople() implements Need {}

    /// Everybody whom the agreements ask for a change of theirs (OB-001 to OB-004).
    ///
    /// @param agreements at least one
    record Partnerships(Set<AgreementId> agreements) implements Need {
        public Partnerships {
            agreements = Set.copyOf(agreements);
        }
    }

    /// Every statutory partner of an agreement, who admit a further body to it (OB-008, OB-010).
    record Admission(AgreementId agreement) implements Need {}

    /// The agreements whose approvers are asked; none where persons are.
    default Set<AgreementId> asked() {
        return switch (this) {
            case Operation _,OneApprover _,TwoPeople _ -> Set.of();
            case Partnerships partnerships -> partnerships.agreements();
            case Admission admission -> Set.of(admission.agreement());
        };
    }

    /// In words.
    default String inWords() {
        return switch (this) {
            case Operation _ -> "takes effect at once";
            case OneApprover _ -> "needs one approver";
            case TwoPeople _ -> "needs two people";
            case Admission admission -> "needs the statutory partners of " + admission.agreement();
            case Partnerships partnerships -> "needs the approvals of " + new TreeSet<>(partnerships.agreements())
                    .stream().map(AgreementId::value).collect(Collectors.joining(" and "));
        };
    }
}
