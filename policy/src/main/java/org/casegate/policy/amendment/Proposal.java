// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.change.Difference;
import org.casegate.policy.change.Need;

/// A change that waits, or waited, for approvals.
///
/// @param id          the index of the ledger entry that opened it
/// @param drafter     the account that asked for it, or the operating system's user
/// @param sha256      of what is proposed, 64 hexadecimal digits: what every approval approves
/// @param outstanding who must still approve, by the present register; empty once it is closed
public record Proposal(long id, State state, Need need, String drafter, Instant at, String sha256,
        List<Difference> differences, List<Approval> approvals, List<String> outstanding) {
    public Proposal {
        differences = List.copyOf(differences);
        approvals = List.copyOf(approvals);
        outstanding = List.copyOf(outstanding);
    }

    /// What has become of a proposal.
    public enum State {
        WAITING,
        IN_FORCE,
        REFUSED,
        /// The register no longer says what the proposal starts from.
        OVERTAKEN
    }

    /// One approval.
    ///
    /// @param approver the body that approves, or the account where persons are asked
    /// @param account  who gave it
    /// @param entry    the ledger entry `APPROVED`
    public record Approval(String approver, String account, Optional<Document> document, long entry) {}

    /// The document that carries an approval in writing.
    ///
    /// @param reference the agency's own reference: letters, figures, blanks, `. / : _ -`; never a person's name
    /// @param sha256    of the document, 64 hexadecimal digits
    public record Document(String reference, Optional<String> sha256) {}
}
