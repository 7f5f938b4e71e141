// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Question;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.notice.Addressee;
import org.casegate.policy.notice.NoticeKind;
import org.casegate.policy.notice.Notices;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Register;

/// Who is asked about a pack on hold, and told so.
final class Deciders {
    private Deciders() {}

    /// A notice to each account that may answer, with the first of its target times. Where a body has nobody in the role, its
    /// single point of contact is told instead, so that somebody always is.
    static StateChange tell(PackRow pack, Outcome.Held held, Register register, Instant now) {
        Map<Addressee, Instant> asked = new LinkedHashMap<>();
        for (Question question : held.questions()) {
            addressees(pack, question, register).forEach(to -> asked.merge(to, question.by(), Deciders::earlier));
        }
        StateChange change = StateChange.none();
        for (Map.Entry<Addressee, Instant> each : asked.entrySet()) {
            change = change.and(Notices.queue(NoticeKind.PACK_HELD, pack.matter().by(each.getValue()),
                    List.of(each.getKey()), now));
        }
        return change;
    }

    private static List<Addressee> addressees(PackRow pack, Question question, Register register) {
        List<AccountId> deciders = register.accounts()
                .stream()
                .filter(account -> account.has(question.role())
                        && register.same(account.agency(), question.agency()))
                .map(Account::id)
                .filter(account -> !account.equals(pack.account()))
                .toList();
        return deciders.isEmpty()
                ? Addressee.spocs(List.of(register.resolve(question.agency())))
                : Addressee.accounts(deciders);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
