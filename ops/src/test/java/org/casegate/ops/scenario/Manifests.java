// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.scenario;

/// The manifests of the scenarios, as their senders wrote them.
final class Manifests {
    private Manifests() {}

    /// S01.
    static final String RAPID_REVIEW = """
            manifest: 1
            agreement: staffordshire
            case_ref: SSCB-RR-2026-014
            purpose: RAPID-REVIEW
            regime: UK_GDPR
            phase: PRE_MEETING
            meeting_ref: SSCB-MTG-2026-031
            meeting_at: 2026-05-12T10:00:00+01:00
            originator_agency: university-hospitals-of-north-midlands-nhs-trust
            originated_on: 2026-05-05
            as_at: 2026-05-04
            recipients:
              - { agency: staffordshire-county-council, account: scc-safeguarding-lead, why_needed: Chairs the rapid review }
              - { agency: staffordshire-police, account: sp-review-officer, why_needed: Leads the investigation of the incident }
            identifiability: IDENTIFIABLE
            subjects: [{ key: child-1, living: true, relation: SUBJECT_CHILD, adult: false }]
            categories: [NAME, DATE-OF-BIRTH, HEALTH, ABUSE]
            equality_data: NONE
            necessity: The review needs the health chronology of the last two years and no more
            art6: e
            art9: g
            dpa_condition: SCH1-P2-18
            no_consent_reason: WOULD_PLACE_AT_RISK
            legal_gateway: [CHILDREN-ACT-1989-AND-2004]
            parts:
              - { file: chronology.txt, nature: FACT, retention_class: case-pack }
              - { file: summary.txt, nature: MIXED, retention_class: case-pack }
            """;

    /// S02.
    static final String TO_BRITISH_TRANSPORT_POLICE = """
            manifest: 1
            agreement: staffordshire
            case_ref: SSCB-CSPR-2026-003
            purpose: CSPR
            regime: UK_GDPR
            phase: POST_MEETING
            action_ref: ACT-7
            as_at: 2026-05-04
            recipients:
              - { agency: british-transport-police, account: btp-officer, why_needed: Knows the line }
            identifiability: IDENTIFIABLE
            subjects: [{ key: child-1, living: true, relation: SUBJECT_CHILD, adult: false }]
            categories: [NAME]
            necessity: The review needs the report and no more
            art6: e
            legal_gateway: [CHILDREN-ACT-1989-AND-2004]
            parts:
              - { file: report.txt, nature: FACT, retention_class: case-pack }
            """;

    /// S07: no nature, and a category that the agreement does not list.
    static final String TWO_FAULTS = """
            manifest: 1
            agreement: staffordshire
            case_ref: SSCB-CSPR-2026-005
            purpose: CSPR
            regime: UK_GDPR
            phase: POST_MEETING
            action_ref: ACT-9
            as_at: 2026-05-04
            recipients:
              - { agency: staffordshire-county-council, account: scc-safeguarding-lead, why_needed: Writes the review }
            identifiability: IDENTIFIABLE
            subjects: [{ key: child-1, living: true, relation: SUBJECT_CHILD, adult: false }]
            categories: [NAME, GENETIC]
            necessity: The review needs the report and no more
            art6: e
            art9: g
            dpa_condition: SCH1-P2-18
            no_consent_reason: WOULD_PLACE_AT_RISK
            legal_gateway: [CHILDREN-ACT-1989-AND-2004]
            parts:
              - { file: report.txt, retention_class: case-pack }
            """;
}
