// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.casegate.policy.manifest.PartName;

/// The outcome of judging one pack against one agreement version. What no clause permits is refused. Every outcome names
/// the clauses that settled it.
public sealed interface Outcome {

    AgreementVersion agreement();

    /// Objections in table order; empty only where the pack is accepted.
    List<Finding> findings();

    /// Remarks in table order; they never change an outcome.
    List<Warning> warnings();

    /// The recipients may collect.
    ///
    /// @param recipients who may collect, in the manifest's order, each once; never empty
    /// @param destroyOn  for each part, the date (Europe/London) at whose start the gateway copy goes; a part that is kept
    ///                   until a review says otherwise has none
    /// @param reliedOn   the clauses of the rules that reached the pack and were kept, in table order
    /// @param readings   by which interpretations and references they were kept, where their words alone do not settle it
    record Accepted(AgreementVersion agreement, List<Recipient> recipients, Map<PartName, LocalDate> destroyOn,
            List<ClauseRef> reliedOn, List<String> readings, List<Warning> warnings) implements Outcome {
        public Accepted {
            recipients = nonEmpty(recipients, "recipients");
            destroyOn = Map.copyOf(destroyOn);
            reliedOn = List.copyOf(reliedOn);
            readings = List.copyOf(readings);
            warnings = List.copyOf(warnings);
        }

        @Override
        public List<Finding> findings() {
            return List.of();
        }
    }

    /// Named roles must decide, each by a time; until all have let it go nobody sees the pack.
    ///
    /// @param findings each with its question; never empty
    record Held(AgreementVersion agreement, List<Finding> findings, List<Warning> warnings) implements Outcome {
        public Held {
            findings = nonEmpty(findings, "findings");
            warnings = List.copyOf(warnings);
            if (findings.stream().anyMatch(finding -> finding.question().isEmpty())) {
                throw new IllegalArgumentException("a finding that holds a pack asks somebody");
            }
        }

        /// Who is asked what, in table order.
        public List<Question> questions() {
            return findings.stream().flatMap(finding -> finding.question().stream()).toList();
        }
    }

    /// Nobody sees the pack.
    ///
    /// @param findings every objection found at the stage that refused; never empty
    /// @param parts    what becomes of the sealed parts
    record Refused(AgreementVersion agreement, List<Finding> findings, Parts parts, List<Warning> warnings)
            implements
                Outcome {
        public Refused {
            findings = nonEmpty(findings, "findings");
            warnings = List.copyOf(warnings);
        }

        /// What becomes of the sealed parts of a refused pack.
        public enum Parts {
            /// A stranger's, or under no agreement in force: the ciphertext goes at once.
            DESTROY,
            /// They wait, unreadable to everyone, for a corrected manifest.
            WAIT
        }
    }

    private static <T> List<T> nonEmpty(List<T> items, String name) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
        return List.copyOf(items);
    }
}
