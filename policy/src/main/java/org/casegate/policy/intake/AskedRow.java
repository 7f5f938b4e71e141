// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Question;
import org.casegate.policy.manifest.PartName;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Role;

/// A question that a hold put to somebody, as it stands in the database.
///
/// @param attempt the decision that asked
/// @param number  its place among the questions of that decision
/// @param part    the part that it is about
/// @param partNumber its place in the manifest
record AskedRow(int attempt, int number, String step, Code code, String clause, Optional<UUID> part,
        Optional<Integer> partNumber, AgencyId agency,
        Role role, Instant dueAt, Optional<Answered> answer) {

    /// What was answered.
    record Answered(boolean released, Instant at, AccountId by, long entry) {}

    boolean open() {
        return answer.isEmpty();
    }

    boolean released() {
        return answer.filter(Answered::released).isPresent();
    }

    /// The question as the agreement asks it.
    Question question(Optional<PartName> name, Register register) {
        return new Question(step, code, name, agency, register.nameOf(agency), role, dueAt);
    }

    /// Who is asked, in words.
    String who(Register register) {
        return question(Optional.empty(), register).who();
    }

    /// The account in which a person may answer: his own, else a role account that he holds. Nobody answers for what he sent
    /// himself.
    Optional<AccountId> answerer(AccountId person, PackRow pack, Register register) {
        return person.equals(pack.account())
                ? Optional.empty()
                : register.accountsOf(person, role).stream()
                        .filter(account -> register.account(account)
                                .filter(known -> register.same(known.agency(), agency)).isPresent())
                        .findFirst();
    }
}
