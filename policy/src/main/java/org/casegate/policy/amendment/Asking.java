// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.amendment.Amendments.Done;
import org.casegate.policy.change.Difference;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.RegisterChange;
import org.casegate.policy.event.ApprovalEvent;
import org.casegate.policy.ledger.Appended;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.Register;

/// One change that is asked for, as entries and statements. Used once.
final class Asking {
    private final Plan plan;
    private final Actor actor;
    private final List<Quorum> quorums;
    private final AgreementVersions versions;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Difference> inForce = new ArrayList<>();
    private final List<Integer> opened = new ArrayList<>();
    private StateChange change = StateChange.none();

    /// @param quorums one for each that waits, in the plan's order
    Asking(Plan plan, Actor actor, List<Quorum> quorums, AgreementVersions versions) {
        this.plan = plan;
        this.actor = actor;
        this.quorums = quorums;
        this.versions = versions;
    }

    Done append(Ledger ledger) throws AmendmentRefused, LedgerUnavailable, Conflict {
        keepTexts();
        inForce.addAll(plan.atOnce());
        List<Long> known = new ArrayList<>();
        for (int i = 0; i < plan.waiting().size(); i++) {
            Plan.Waiting waiting = plan.waiting().get(i);
            Quorum quorum = quorums.get(i);
            if (waiting.proposal().isPresent()) {
                known.add(waiting.proposal().getAsLong());
            } else if (quorum.approvesByAsking(actor) && quorum.outstanding(List.of(actor.name())).isEmpty()) {
                inForce.addAll(waiting.differences());
                drafts.add(approved(quorum, waiting, Optional.empty()));
            } else {
                open(waiting, quorum);
            }
        }
        putInForce();
        if (drafts.isEmpty()) {
            return new Done(List.of(), known, List.of());
        }
        List<Long> entries = ledger.append(drafts, change).stream().map(Appended::index).toList();
        opened.forEach(place -> known.add(entries.get(place)));
        return new Done(inForce, known, entries);
    }

    private void keepTexts() {
        for (Agreement agreement : plan.texts(versions)) {
            if (!versions.isKept(agreement.textSha256())) {
                change = change.and(AgreementVersions.keep(agreement, drafts.size()));
                drafts.add(actor.sign(AgreementVersions.kept(agreement)));
            }
        }
    }

    private void putInForce() throws AmendmentRefused {
        if (inForce.isEmpty()) {
            return;
        }
        Register next = Amendments.apply(plan.base(), inForce).orElseThrow(
                () -> new IllegalStateException("the register does not say what it was compared with"));
        drafts.addAll(new Entries(actor, next, Optional.empty()).of(inForce));
        change = change.and(RegisterChange.between(plan.base(), next).change())
                .withAll(DueDates.bringForward(plan.base(), next));
    }

    private void open(Plan.Waiting waiting, Quorum quorum) {
        ProposalText text = ProposalText.of(waiting.need(), waiting.differences());
        boolean approves = quorum.approvesByAsking(actor);
        int place = drafts.size();
        opened.add(place);
        String sha256 = Approving.hex(text.sha256());
        drafts.add(actor.sign(Draft.of(new ApprovalEvent.Wanted(Approving.concerned(waiting.need(), plan.wanted()),
                quorum.clauses(), Approving.changes(waiting.differences()), sha256,
                quorum.outstanding(approves ? List.of(actor.name()) : List.of())))));
        change = change.and(ProposalRows.open(text, actor.name(), place));
        if (approves) {
            drafts.add(approved(quorum, waiting, Optional.of(sha256)));
            change = change.and(ProposalRows.approveOpened(actor.name(), actor.name(), place));
        }
    }

    private Draft approved(Quorum quorum, Plan.Waiting waiting, Optional<String> proposalSha256) {
        return actor.sign(Draft.of(new ApprovalEvent.ApprovedByAsking(quorum.clauses(), actor.name(),
                Approving.changes(waiting.differences()), quorum.outstanding(List.of(actor.name())), proposalSha256)));
    }
}
