// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.casegate.policy.amendment.Amendments.Done;
import org.casegate.policy.amendment.Proposal.Document;
import org.casegate.policy.amendment.Proposal.State;
import org.casegate.policy.change.Difference;
import org.casegate.policy.change.Need;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.RegisterChange;
import org.casegate.policy.event.ApprovalEvent;
import org.casegate.policy.event.Under;
import org.casegate.policy.ledger.Appended;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Fact;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Role;

/// One answer to a proposal, as entries and statements.
///
/// @param inForce what holds once it is appended
record Approving(List<Difference> inForce, List<Draft> drafts, StateChange change, Optional<String> overtaken) {

    /// @param base the register that the answer was prepared by
    static Approving approval(ProposalRows.Row row, Register base, Actor actor, Quorum quorum, String approver,
            Optional<Document> document) throws AmendmentRefused {
        List<String> approved = new ArrayList<>(row.approved());
        approved.add(approver);
        List<String> outstanding = quorum.outstanding(approved);
        List<Draft> drafts = new ArrayList<>();
        drafts.add(approved(row, base, actor, quorum, approver, document, outstanding));
        StateChange change = ProposalRows.approve(row, approver, actor.name(), document, 0);
        return outstanding.isEmpty()
                ? inForce(row, base, actor, approved, drafts, change)
                : new Approving(List.of(), drafts, change, Optional.empty());
    }

    /// Nobody is outstanding any more, because whoever was has left the agreement meanwhile.
    static Approving completion(ProposalRows.Row row, Register base, Actor actor) throws AmendmentRefused {
        return inForce(row, base, actor, row.approved(), List.of(), StateChange.none());
    }

    private static Approving inForce(ProposalRows.Row row, Register base, Actor actor, List<String> approved,
            List<Draft> approval, StateChange approves) throws AmendmentRefused {
        List<Draft> drafts = new ArrayList<>(approval);
        List<Difference> differences = row.text().differences();
        Optional<Register> next = Amendments.apply(base, differences);
        if (next.isEmpty()) {
            return overtaken(row, actor);
        }
        StateChange change = approves.and(ProposalRows.close(row, State.IN_FORCE, approved.size(), drafts.size()))
                .and(RegisterChange.between(base, next.get()).change())
                .withAll(DueDates.bringForward(base, next.get()));
        drafts.addAll(new Entries(actor, next.get(), Optional.of(new Entries.Warrant(row.id(), approved)))
                .of(differences));
        return new Approving(differences, drafts, change, Optional.empty());
    }

    private static Draft approved(ProposalRows.Row row, Register base, Actor actor, Quorum quorum, String approver,
            Optional<Document> document, List<String> outstanding) {
        return actor.sign(Draft.of(new ApprovalEvent.Approved(concerned(row.text().need(), base), quorum.clauses(),
                row.id(), row.sha256(), approver, quorum.roleOf(actor).map(Role::name).orElse(""),
                document.map(read -> new ApprovalEvent.Document(read.reference(), read.sha256())), outstanding)));
    }

    private static Approving overtaken(ProposalRows.Row row, Actor actor) {
        Draft draft = actor.sign(Draft.of(new ApprovalEvent.Overtaken(row.id())));
        return new Approving(List.of(), List.of(draft),
                ProposalRows.close(row, State.OVERTAKEN, row.approvals().size(), 0),
                Optional.of(
                        "The register has changed since proposal %d was made, so it says something else than it did. The proposal is closed; ask again."
                                .formatted(row.id())));
    }

    /// @param own whoever asked takes it back
    static Approving refusal(ProposalRows.Row row, Actor actor, boolean own) {
        Draft draft = actor.sign(Draft.of(new ApprovalEvent.Closed(own, row.id(), row.sha256())));
        return new Approving(List.of(), List.of(draft),
                ProposalRows.close(row, State.REFUSED, row.approvals().size(), 0), Optional.empty());
    }

    /// @throws AmendmentRefused if the register had moved on under the proposal, which is closed by then
    Done append(Ledger ledger) throws AmendmentRefused, LedgerUnavailable, Conflict {
        List<Long> entries = ledger.append(drafts, change).stream().map(Appended::index).toList();
        if (overtaken.isPresent()) {
            throw new AmendmentRefused(overtaken.get());
        }
        return new Done(inForce, List.of(), entries);
    }

    /// The agreements whose bodies are asked.
    static ApprovalEvent.Concerned concerned(Need need, Register register) {
        List<AgreementId> agreements = need.asked().stream().sorted().toList();
        return new ApprovalEvent.Concerned(
                agreements.stream().findFirst().map(first -> new Under(first.value(),
                        register.agreement(first).map(AgreementRegistration::version).orElse("none"))),
                agreements.size() > 1 ? agreements.stream().map(AgreementId::value).toList() : List.of());
    }

    /// What is proposed, in ids and codes.
    static List<String> changes(List<Difference> differences) {
        return differences.stream().filter(each -> !each.before().equals(each.after())).map(Approving::change).toList();
    }

    private static String change(Difference difference) {
        String where = difference.kind().name().toLowerCase(Locale.ROOT) + " " + difference.id() + " "
                + String.join(".", difference.path());
        boolean codes = difference.setting().isPresent() || difference.kind() == Fact.Kind.GATEWAY
                || difference.is(Fact.Kind.AGREEMENT, "state") || difference.is(Fact.Kind.AGREEMENT, "version")
                || difference.is(Fact.Kind.AGREEMENT, "text_sha256");
        if (codes) {
            return where + "=" + difference.after().map(Object::toString).orElse("unset");
        }
        if (difference.retentionClass().isPresent()) {
            return where + "="
                    + Difference.member(difference.after(), "period").map(Object::toString).orElse("unset");
        }
        return where;
    }

    static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
