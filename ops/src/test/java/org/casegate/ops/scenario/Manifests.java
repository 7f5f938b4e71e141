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

    /// S10: an audit, to whatever stands as `agency/account`.
    static String audit(String recipient) {
        return "case_ref: SSCP-MAA-2026-002\npurpose: AUDIT\n" + solihull("solihull-metropolitan-borough-council",
                recipient);
    }

    /// S12: what a hospital sends in answer to a request.
    static final String ANSWER = "in_reply_to: REQ-SO-2026-040\ncase_ref: SSCP-RR-2026-040\npurpose: REVIEW\n"
            + solihull("university-hospitals-birmingham", "solihull-metropolitan-borough-council/smbc-lead");

    /// S23: to an officer of CAFCASS under Solihull.
    static final String TO_CAFCASS_UNDER_SOLIHULL = "case_ref: SSCP-RR-2026-041\npurpose: REVIEW\n"
            + solihull("university-hospitals-birmingham",
                    "children-and-family-court-advisory-and-support-service-cafcass/cafcass-officer");

    private static String solihull(String originator, String recipient) {
        return """
                manifest: 1
                agreement: solihull
                """ + sent(originator, recipient, "CHILDREN-AND-SOCIAL-WORK-ACT-2017");
    }

    /// S16: what Career Connect sends in answer to a request.
    static final String WIRRAL_ANSWER = """
            manifest: 1
            agreement: wirral
            in_reply_to: REQ-WI-2026-112
            case_ref: WSCP-FD-2026-112
            purpose: FRONT-DOOR
            """ + sent("career-connect", "wirral-local-authority/wla-officer", "CHILDREN-AND-SOCIAL-WORK-ACT-2017");

    /// S20: figures in which nobody can be recognised.
    static final String DEMAND = """
            manifest: 1
            agreement: pan-dorset
            case_ref: PDSCP-SDM-2026-001
            purpose: SERVICE-DEMAND-MODELLING
            regime: UK_GDPR
            phase: NO_MEETING
            as_at: 2026-05-04
            recipients:
              - { agency: dorset-council, account: dc-commissioner, why_needed: Plans services, role_in_case: Commissioner }
              - { agency: nhs-dorset, account: nhsd-commissioner, why_needed: Plans services, role_in_case: Commissioner }
            identifiability: ANONYMISED
            necessity: Counts by ward and month are all that planning needs
            parts:
              - { file: demand.csv, nature: FACT, court_material: false, retention_class: case-pack }
            """;

    /// S23: to an officer of CAFCASS under Coventry.
    static final String TO_CAFCASS_UNDER_COVENTRY = """
            manifest: 1
            agreement: coventry
            case_ref: CSCP-SPR-2026-010
            purpose: REVIEW
            """ + sent("university-hospitals-coventry-and-warwickshire-nhs-trust",
            "children-and-family-court-advisory-and-support-service-cafcass/cafcass-officer",
            "CHILDREN-AND-SOCIAL-WORK-ACT-2017");

    private static String sent(String originator, String recipient, String gateway) {
        String[] to = recipient.split("/", 2);
        return """
                purpose_statement: To learn what led to the incident and what would prevent another
                regime: UK_GDPR
                phase: POST_MEETING
                action_ref: ACT-7
                originator_agency: %s
                originated_on: 2026-05-05
                as_at: 2026-05-04
                recipients:
                  - { agency: %s, account: %s, why_needed: Works on it, role_in_case: Lead }
                identifiability: IDENTIFIABLE
                subjects: [{ key: child-1, living: true, relation: SUBJECT_CHILD, adult: false }]
                categories: [NAME]
                equality_data: NONE
                necessity: The review needs the report and no more
                art6: e
                legal_gateway: [%s]
                consent: { state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK }
                informed: { state: NOT_TOLD, reason: Would place the child at risk }
                wellbeing: Sharing supports the safety plan
                reason: A serious incident
                parts:
                  - { file: report.txt, nature: FACT, court_material: false, retention_class: case-pack }
                """
                .formatted(originator, to[0], to[1], gateway);
    }
}
