// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.casegate.crypto.tlog.Json;

/// What becomes of a request for information, apart from the pack that answers it. Who asks is the entry's agency.
public sealed interface RequestEvent extends Event {
    /// A request.
    ///
    /// @param about with the commitments to its case and its words
    /// @param id    such as `REQ-SO-2026-040`
    record Request(Under under, About about, String id) {
        private Said said(EntryKind kind) {
            return Said.of(kind).under(under).about(about).fact("request", id);
        }
    }

    /// Information is asked for.
    ///
    /// @param holder          the body that is asked
    /// @param purpose         by its code
    /// @param basis           lawful bases relied on
    /// @param consent         its state, where the agreement asks for it
    /// @param parentsInformed `YES`, or why not, in code; where the agreement asks for it
    record Requested(Request request, List<String> clauses, String holder, String purpose, List<String> basis,
            LocalDate neededBy, Optional<String> consent, Optional<String> parentsInformed) implements RequestEvent {
        @Override
        public SortedMap<String, Json> members() {
            return request.said(EntryKind.REQUESTED).clauses(clauses).fact("holder", holder).fact("purpose", purpose)
                    .fact("basis", basis).fact("needed_by", neededBy.toString()).fact("consent", consent)
                    .fact("parents_informed", parentsInformed).members();
        }
    }

    /// What was declined is needed for a child's safety: others decide.
    ///
    /// @param offices  the bodies whose offices are asked
    /// @param decideBy the target; to miss it breaches nothing
    record Escalated(Request request, List<String> clauses, List<String> offices, Instant decideBy)
            implements
                RequestEvent {
        @Override
        public SortedMap<String, Json> members() {
            return request.said(EntryKind.ESCALATED).code("NEEDED-FOR-SAFETY").clauses(clauses)
                    .fact("offices", offices).fact("decide_by", decideBy.toString()).members();
        }
    }

    /// They have decided. The gateway sends nothing by itself.
    ///
    /// @param share whether the holder is to share
    record EscalationDecided(Request request, List<String> clauses, boolean share) implements RequestEvent {
        @Override
        public SortedMap<String, Json> members() {
            return request.said(EntryKind.ESCALATED).code(share ? "SHARE" : "NOT_SHARE").clauses(clauses).members();
        }
    }
}
