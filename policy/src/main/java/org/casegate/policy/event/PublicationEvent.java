// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.casegate.crypto.tlog.Json;

/// What becomes of a practice review that is published.
public sealed interface PublicationEvent extends Event {
    /// A report is published.
    ///
    /// @param report with the commitments to its title and digest
    /// @param from   the first date, in London
    /// @param until  the last
    record Published(Under under, About report, List<String> clauses, LocalDate from, LocalDate until)
            implements
                PublicationEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.PUBLISHED).under(under).about(report).clauses(clauses)
                    .fact("from", from.toString()).fact("until", until.toString()).members();
        }
    }

    /// It is taken away.
    ///
    /// @param from       the first date on which it is not there
    /// @param approvedBy the partners that let it go before its time; none where its time is over
    record Unpublished(Under under, About report, List<String> clauses, LocalDate from, List<String> approvedBy)
            implements
                PublicationEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.UNPUBLISHED).under(under).aboutWhatIsLeft(report)
                    .code(approvedBy.isEmpty() ? "TIME-OVER" : "BEFORE-ITS-TIME").clauses(clauses)
                    .fact("from", from.toString()).factIfAny("approved_by", approvedBy).members();
        }
    }
}
