// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Parties;
import org.casegate.policy.document.Fields;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Membership;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Role;
import org.casegate.policy.register.Setting;
import org.casegate.policy.register.Settings;

/// Who must approve a change before it takes effect.
///
/// @param changes   of the text, or of a setting that amends it
/// @param purposes  of the list of purposes, where the agreement has a rule of its own for them
/// @param draftedBy the role that drafts a change and so cannot approve it, where the agreement names one
public record Approvals(Rule changes, Optional<Rule> purposes, Optional<Role> draftedBy) {

    /// Where an agreement does not say: everybody, in writing.
    public static final Approvals UNSTATED = new Approvals(new Rule(Approvers.ALL_ADMITTED, true, ClauseRef.PROJECT),
            Optional.empty(), Optional.empty());

    private static final String APPROVERS = "STATUTORY_PARTNERS, ALL_ADMITTED, LISTED";

    static Approvals read(Fields root) {
        return root.group("approvals").flatMap(group -> {
            Optional<Rule> changes = rule(group);
            Optional<Rule> purposes = group.group("new_purposes").flatMap(Approvals::rule);
            Optional<Role> draftedBy = group.choice("drafted_by", Role.class);
            return changes.map(rule -> new Approvals(rule, purposes, draftedBy));
        }).orElse(UNSTATED);
    }

    /// The rule for a change of the list of purposes.
    public Rule forPurposes() {
        return purposes.orElse(changes);
    }

    private static Optional<Rule> rule(Fields fields) {
        fields.need("by", APPROVERS);
        fields.need("clause", StepReader.CLAUSE);
        Optional<Approvers> by = fields.choice("by", Approvers.class);
        boolean inWriting = fields.flag("in_writing").orElse(false);
        return by.flatMap(who -> StepReader.clause(fields).map(clause -> new Rule(who, inWriting, clause)));
    }

    /// One rule of approval. Every one of the approvers must approve; there is no majority.
    ///
    /// @param inWriting an approval names the document that carries it
    public record Rule(Approvers by, boolean inWriting, ClauseRef clause) {

        /// The bodies that must approve, each once, by the ids of the register, in the agreement's order and then by id.
        ///
        /// @param parties what the agreement names
        public List<AgencyId> bodies(AgreementId agreement, Parties parties, Register register) {
            return switch (by) {
                case STATUTORY_PARTNERS -> ids(parties.statutory(), agreement, register).toList();
                case LISTED -> ids(parties.all(), agreement, register).toList();
                case ALL_ADMITTED -> Stream.concat(ids(parties.statutory(), agreement, register),
                        register.memberships(agreement).stream().filter(Rule::isMember).map(Membership::agency)
                                .map(register::resolve))
                        .distinct().toList();
            };
        }

        /// The rule as the partnership has settled it: who is asked where the text says all and means an open class.
        Rule under(Settings settings) {
            return by == Approvers.ALL_ADMITTED && settings.is(Setting.CHANGE_QUORUM, "LISTED_ELEVEN")
                    ? new Rule(Approvers.LISTED, inWriting, clause)
                    : this;
        }

        private static boolean isMember(Membership membership) {
            return membership.signed().isPresent() || membership.admitted().isPresent();
        }

        private static Stream<AgencyId> ids(List<Parties.Party> parties, AgreementId agreement, Register register) {
            Set<AgencyId> members = register.memberships(agreement).stream().map(Membership::agency)
                    .map(register::resolve).collect(Collectors.toSet());
            return parties.stream().map(party -> body(party, members, register)).distinct();
        }

        /// Where a body has taken a party's place and is a member, it is asked, and not the one that is no more.
        private static AgencyId body(Parties.Party party, Set<AgencyId> members, Register register) {
            return party.everyName().map(register::resolve).filter(members::contains).reduce((_, later) -> later)
                    .orElseGet(() -> register.resolve(party.id()));
        }
    }

    /// Whose approval is asked for.
    public enum Approvers {
        /// The statutory partners.
        STATUTORY_PARTNERS,
        /// The statutory partners and every body that has signed or was admitted.
        ALL_ADMITTED,
        /// Every body that the agreement lists by name, whether it has signed or not.
        LISTED
    }
}
