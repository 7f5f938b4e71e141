// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.casegate.crypto.tlog.Json;

/// What becomes of a breach, or of what may be one.
public sealed interface IncidentEvent extends Event {
    /// The code of the first entry of an incident: one for each, so that they can be counted.
    String RECORDED = "RECORDED";

    /// An incident.
    ///
    /// @param about with the commitments to its words
    record Incident(Under under, About about) {
        private Said said(String code, List<String> clauses) {
            return Said.of(EntryKind.INCIDENT).under(under).about(about).code(code).clauses(clauses);
        }
    }

    /// An incident is recorded: its clocks run.
    ///
    /// @param awareAt     when somebody became aware of it
    /// @param partnersBy  until when the partners must be told, where the agreement says so in hours
    /// @param regulatorBy until when the ICO must be told if it must
    /// @param owner       the body whose information it is
    /// @param loser       the body with which it happened
    /// @param lead        the one of them that leads
    /// @param packs       random ids of those that it affects
    record Recorded(Incident incident, List<String> clauses, Instant awareAt, Optional<Instant> partnersBy,
            Instant regulatorBy, String owner, String loser, String lead, List<UUID> packs) implements IncidentEvent {
        @Override
        public SortedMap<String, Json> members() {
            return incident.said(RECORDED, clauses).fact("aware_at", awareAt.toString())
                    .fact("partners_by", partnersBy.map(Instant::toString))
                    .fact("regulator_by", regulatorBy.toString()).fact("owner", owner).fact("loser", loser)
                    .fact("lead", lead).factIfAny("packs", packs.stream().map(UUID::toString).toList()).members();
        }
    }

    /// How much an incident puts at risk, as the bodies grade it together.
    enum Severity {
        NO_RISK,
        RISK,
        SIGNIFICANT_RISK,
        HIGH_RISK
    }

    /// An incident is assessed.
    ///
    /// @param tell    whether the ICO is told
    /// @param decider the account that decided so
    record Assessed(Incident incident, List<String> clauses, Severity severity, boolean tell, String decider)
            implements
                IncidentEvent {
        @Override
        public SortedMap<String, Json> members() {
            return incident.said("ASSESSED", clauses).fact("severity", severity.name())
                    .fact("regulator", tell ? "TOLD" : "NOT-TOLD").fact("decider", decider).members();
        }
    }

    /// Whether the partnership's business team should know was considered.
    ///
    /// @param tell whether it is told; the reason is among the incident's words
    record BusinessTeamConsidered(Incident incident, List<String> clauses, boolean tell) implements IncidentEvent {
        @Override
        public SortedMap<String, Json> members() {
            return incident.said(tell ? "BUSINESS-TEAM-TOLD" : "BUSINESS-TEAM-NOT-TOLD", clauses).members();
        }
    }
}
