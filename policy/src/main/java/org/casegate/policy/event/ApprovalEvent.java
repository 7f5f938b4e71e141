// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.casegate.crypto.tlog.Json;

/// How a change that others must approve is asked for, answered and closed.
public sealed interface ApprovalEvent extends Event {
    /// The agreements whose bodies are asked.
    ///
    /// @param first      of them, where there are any
    /// @param agreements all of them, where there are several
    record Concerned(Optional<Under> first, List<String> agreements) {
        private Said said(EntryKind kind) {
            return Said.of(kind).under(first).factIfAny("agreements", agreements);
        }
    }

    /// A change waits for approval.
    ///
    /// @param changes     what is proposed, in ids and codes
    /// @param outstanding bodies
    record Wanted(Concerned of, List<String> clauses, List<String> changes, String proposalSha256,
            List<String> outstanding) implements ApprovalEvent {
        @Override
        public SortedMap<String, Json> members() {
            return of.said(EntryKind.CONFIG_CHANGED).code("APPROVAL-WANTED").clauses(clauses).fact("changes", changes)
                    .fact("proposal_sha256", proposalSha256).fact("outstanding", outstanding).members();
        }
    }

    /// Whoever asks approves by asking.
    ///
    /// @param proposalSha256 where others are asked too; else the change is in force at once
    record ApprovedByAsking(List<String> clauses, String approver, List<String> changes, List<String> outstanding,
            Optional<String> proposalSha256) implements ApprovalEvent {
        @Override
        public SortedMap<String, Json> members() {
            Said said = Said.of(EntryKind.APPROVED).clauses(clauses).fact("approver", approver).fact("changes", changes)
                    .fact("outstanding", outstanding).fact("proposal_sha256", proposalSha256);
            return proposalSha256.isPresent() ? said.members() : said.code("AT-ONCE").members();
        }
    }

    /// What is approved was read elsewhere.
    ///
    /// @param reference where
    record Document(String reference, Optional<String> sha256) {}

    /// Somebody approves a proposal.
    ///
    /// @param approver body
    /// @param role     in which it is done; empty for none
    record Approved(Concerned of, List<String> clauses, long proposal, String proposalSha256, String approver,
            String role, Optional<Document> document, List<String> outstanding) implements ApprovalEvent {
        @Override
        public SortedMap<String, Json> members() {
            return of.said(EntryKind.APPROVED).clauses(clauses).fact("proposal", proposal)
                    .fact("proposal_sha256", proposalSha256).fact("approver", approver).fact("role", role)
                    .fact("document", document.map(Document::reference))
                    .fact("document_sha256", document.flatMap(Document::sha256)).fact("outstanding", outstanding)
                    .members();
        }
    }

    /// The register has moved on under a proposal.
    record Overtaken(long proposal) implements ApprovalEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.CONFIG_CHANGED).code("PROPOSAL-OVERTAKEN").fact("proposal", proposal).members();
        }
    }

    /// A proposal is refused, or taken back by whoever made it.
    record Closed(boolean withdrawn, long proposal, String proposalSha256) implements ApprovalEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.CONFIG_CHANGED).code(withdrawn ? "PROPOSAL-WITHDRAWN" : "PROPOSAL-REFUSED")
                    .fact("proposal", proposal).fact("proposal_sha256", proposalSha256).members();
        }
    }
}
