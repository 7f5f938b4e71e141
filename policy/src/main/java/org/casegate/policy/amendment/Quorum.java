// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.agreement.Approvals;
import org.casegate.policy.change.Need;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Role;

/// Who approves one need, by the present register and the agreements' own rules.
final class Quorum {
    private static final Set<Role> APPROVERS = Set.of(Role.SPOC, Role.BUSINESS_MANAGER);
    private static final Set<Role> CEILING = Set.of(Role.SPOC, Role.BUSINESS_MANAGER, Role.SYSADMIN);

    private final Need need;
    private final Register register;
    private final List<Approvals> approvals = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<Approvals.Rule> rules = new ArrayList<>();

    private Quorum(Need need, Register register) {
        this.need = need;
        this.register = register;
    }

    /// @param register on the day of asking
    /// @throws AmendmentRefused if an agreement names nobody whom one could ask
    static Quorum of(Need need, Register register, Agreements agreements) throws AmendmentRefused {
        Quorum quorum = new Quorum(need, register);
        for (AgreementId id : need.asked().stream().sorted().toList()) {
            quorum.add(agreements.find(id).orElseThrow(
                    () -> new AmendmentRefused("This gateway has no text of the agreement " + id + ".")));
        }
        return quorum;
    }

    private void add(Agreement agreement) throws AmendmentRefused {
        Approvals its = agreement.approvals();
        List<Approvals.Rule> asking = Stream.of(its.changes(), its.forPurposes()).map(this::asking).distinct()
                .toList();
        List<String> asked = asking.stream().flatMap(rule -> agreement.approvers(rule, register).stream())
                .map(AgencyId::value).distinct().toList();
        if (asked.isEmpty()) {
            throw new AmendmentRefused("Nobody is known who could approve a change of the agreement "
                    + agreement.version().agreement() + ".");
        }
        approvals.add(its);
        rules.addAll(asking);
        asked.stream().filter(body -> !bodies.contains(body)).forEach(bodies::add);
    }

    /// A further body is admitted by the statutory partners, whoever else approves a change.
    private Approvals.Rule asking(Approvals.Rule rule) {
        return need instanceof Need.Admission
                ? new Approvals.Rule(Approvals.Approvers.STATUTORY_PARTNERS, rule.inWriting(), rule.clause())
                : rule;
    }

    /// The clauses that ask for the approvals.
    List<String> clauses() {
        return rules.isEmpty()
                ? List.of(ClauseRef.PROJECT.toString())
                : rules.stream().map(rule -> rule.clause().toString()).distinct().toList();
    }

    boolean inWriting() {
        return rules.stream().anyMatch(Approvals.Rule::inWriting);
    }

    /// Who is still to approve, after these: bodies, or how many persons.
    List<String> outstanding(List<String> approved) {
        return switch (need) {
            case Need.Operation _ -> List.of();
            case Need.OneApprover _ -> approved.isEmpty() ? List.of("one approver") : List.of();
            case Need.TwoPeople _ -> switch (approved.size()) {
                case 0 -> List.of("two people");
                case 1 -> List.of("one more person");
                default -> List.of();
            };
            case Need.Partnerships _,Need.Admission _ ->
                bodies.stream().filter(body -> !approved.contains(body)).toList();
        };
    }

    /// In whose name the actor approves: his body's, or his own where persons are asked.
    ///
    /// @param drafter of the proposal
    /// @throws AmendmentRefused if he may not
    String approver(Actor actor, String drafter) throws AmendmentRefused {
        AccountId account = actor.account().orElseThrow(
                () -> new AmendmentRefused("The machine's user alone approves nothing. Sign in with --as ACCOUNT."));
        switch (need) {
            case Need.Partnerships _,Need.Admission _ -> {
                String body = register.resolve(actor.who().orElseThrow().agency()).value();
                if (!bodies.contains(body)) {
                    throw new AmendmentRefused("%s is not asked to approve this. Asked are: %s."
                            .formatted(register.nameOf(new AgencyId(body)), String.join(", ", bodies)));
                }
                requireRole(actor);
                refuseDrafter(actor, account, drafter);
                return body;
            }
            case Need.OneApprover _ -> requireRole(actor);
            case Need.TwoPeople _ -> requireRole(actor);
            case Need.Operation _ -> throw new AmendmentRefused("This needs no approval.");
        }
        return account.value();
    }

    /// The role in which he approves.
    Optional<Role> roleOf(Actor actor) {
        return mayApprove().stream().filter(actor::has).min(Comparator.naturalOrder());
    }

    private Set<Role> mayApprove() {
        return switch (need) {
            case Need.Operation _ -> Set.of();
            case Need.OneApprover _ -> APPROVERS;
            case Need.TwoPeople _ -> CEILING;
            case Need.Partnerships _,Need.Admission _ -> Set.of(Role.SPOC);
        };
    }

    /// Whether the actor's asking is an approval already, because one person is asked, or two.
    boolean approvesByAsking(Actor actor) {
        boolean persons = need instanceof Need.OneApprover || need instanceof Need.TwoPeople;
        return persons && actor.account().isPresent() && roleOf(actor).isPresent();
    }

    private void requireRole(Actor actor) throws AmendmentRefused {
        Set<Role> roles = mayApprove();
        if (roles.stream().noneMatch(actor::has)) {
            throw new AmendmentRefused("%s has none of the roles that may approve this: %s.".formatted(actor.name(),
                    String.join(", ", roles.stream().sorted(Comparator.naturalOrder()).map(Role::name).toList())));
        }
    }

    /// Where an agreement names who drafts changes, the drafter and the approvers are others (OB-003).
    private void refuseDrafter(Actor actor, AccountId account, String drafter) throws AmendmentRefused {
        Optional<Role> drafting = approvals.stream().flatMap(its -> its.draftedBy().stream()).findFirst();
        if (drafting.isPresent() && (account.value().equals(drafter) || actor.has(drafting.get()))) {
            throw new AmendmentRefused(
                    "Whoever drafts a change of this agreement (the role %s) does not approve it.".formatted(
                            drafting.get()));
        }
    }
}
