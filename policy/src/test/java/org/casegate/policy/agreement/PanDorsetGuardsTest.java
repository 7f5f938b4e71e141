// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.JudgedBy.PAN_DORSET;

import java.util.Set;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.check.Warning;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// PD-01 to PD-08: who may send what to whom and where; clause and sentence to the letter.
class PanDorsetGuardsTest {

    @Test
    @DisplayName("OB-103: PD-01 refuses a weak connection and an account that nobody knows")
    void refusesAWeakConnection() {
        PAN_DORSET.guarded(PAN_DORSET.pack().with(facts -> facts.over(false)), "PD-01", Code.CHANNEL,
                "PD SECURE STORAGE; PD PURPOSES b) b1",
                "This upload was refused because the connection was not secure.");
        PAN_DORSET.guarded(PAN_DORSET.pack().sentBy("nobody-known"), "PD-01", Code.CHANNEL, "[project]",
                "This upload was refused because this gateway knows no active account nobody-known that may send.");
    }

    @Test
    @DisplayName("OB-001: PD-02 refuses while no version approved by all four is active")
    void refusesWhileNoVersionIsActive() {
        PAN_DORSET.guarded(PAN_DORSET.pack(), PAN_DORSET.registers().edited("state: ACTIVE", "state: DRAFT"), "PD-02",
                Code.AGREEMENT_NOT_ACTIVE, "PD APPROVAL; PD REVIEW",
                "This upload was refused because no version of the Pan-Dorset agreement approved by all four partners is active.");
        assertThat(PAN_DORSET.agreement().parties()).filteredOn(party -> party.isStatutory()).hasSize(4);
    }

    @Test
    @DisplayName("OB-017, A-07, A-10: PD-02 counts two years from the start that the partnership enters")
    void remarksOnALateReview() {
        Outcome late = PAN_DORSET.judge(PAN_DORSET.pack(),
                PAN_DORSET.registers().edited("start: 2026-01-05", "start: 2024-02-29")
                        .edited("reviewed: [2025-10-31, 2026-01-31]", "reviewed: []"));
        assertThat(late.findings()).isEmpty();
        assertThat(late.warnings()).containsExactly(new Warning(Code.REVIEW_OVERDUE, ClauseRef.parse("PD REVIEW"),
                "The review of the Pan-Dorset agreement fell due on 28 February 2026 and none is recorded."));
        PAN_DORSET.guarded(PAN_DORSET.pack(),
                PAN_DORSET.setting("review.overdue", "SUSPEND_NEW").edited("start: 2026-01-05", "start: 2024-02-29")
                        .edited("reviewed: [2025-10-31, 2026-01-31]", "reviewed: []"),
                "PD-02", Code.AGREEMENT_NOT_ACTIVE, "[project]",
                "This upload was refused because the review of the Pan-Dorset agreement fell due on 28 February 2026 and this gateway is set to stop new uploads until it has taken place.");
    }

    @Test
    @DisplayName("A-11: PD-02 ends with a notice on record")
    void endsWithANotice() {
        PAN_DORSET.guarded(PAN_DORSET.pack(),
                PAN_DORSET.registers().edited("effective: , scope: , by: ", "effective: 2026-05-01, scope: ALL, by: "),
                "PD-02", Code.AGREEMENT_ENDED, "[project]",
                "This upload was refused because this gateway has a notice on record that ended the Pan-Dorset agreement on 1 May 2026.");
    }

    @Test
    @DisplayName("OB-005, OB-007, A-15, A-16: PD-03 asks the four for their signature, everybody else for the notice")
    void asksForSignatureOrNotice() {
        PAN_DORSET.guarded(PAN_DORSET.pack(), PAN_DORSET.without("dorset-police", "signed"), "PD-03",
                Code.AGENCY_NOT_ADMITTED, "PD 9.0; PD APPROVAL b5; PD BACKGROUND",
                "This upload was refused because Dorset Police has not been given the Pan-Dorset agreement and admitted to it.");
        Registers btp = Registers.of(PAN_DORSET.without("british-transport-police", "signed").text()).account(
                "id: btp-officer, agency: british-transport-police, kind: PERSON, roles: [SENDER], trained_on: 2026-01-10");
        PAN_DORSET.accepts(PAN_DORSET.pack().sentBy("btp-officer"), btp);
        PAN_DORSET.guarded(PAN_DORSET.pack().sentBy("btp-officer"), btp.edited(
                "agency: british-transport-police, statutory: false, admitted: { on: 2024-01-09, by: [dorset-council, bournemouth-christchurch-and-poole-bcp-council, nhs-dorset, dorset-police] }, notified: { on: 2024-01-09 }",
                "agency: british-transport-police, statutory: false"), "PD-03", Code.AGENCY_NOT_ADMITTED,
                "PD 9.0; PD APPROVAL b5; PD BACKGROUND",
                "This upload was refused because British Transport Police has not been given the Pan-Dorset agreement and admitted to it.");
    }

    @Test
    @DisplayName("OB-026: PD-03 and PD-05 refuse a suspended body")
    void refusesASuspendedBody() {
        PAN_DORSET.guarded(PAN_DORSET.pack(), PAN_DORSET.member("dorset-police", "suspended: { from: 2026-05-01 }"),
                "PD-03", Code.AGENCY_SUSPENDED, "PD 9.0; PD APPROVAL b5; PD BACKGROUND",
                "This upload was refused because Dorset Police has been suspended from sharing under this agreement since 1 May 2026.");
        PAN_DORSET.guarded(PAN_DORSET.pack(), PAN_DORSET.member("nhs-dorset", "suspended: { from: 2026-05-01 }"),
                "PD-05", Code.AGENCY_SUSPENDED, "PD BACKGROUND; PD APPROVAL b5; PD 9.0",
                "This upload was refused because NHS Dorset has been suspended from sharing under this agreement since 1 May 2026.");
    }

    @Test
    @DisplayName("OB-119, A-47: PD-04 refuses a sender without training, and one whose training is over")
    void asksForTraining() {
        PAN_DORSET.guarded(PAN_DORSET.pack(),
                PAN_DORSET.registers().edited(
                        "id: dp-analyst, agency: dorset-police, kind: PERSON, roles: [SENDER], trained_on: 2026-01-10",
                        "id: dp-analyst, agency: dorset-police, kind: PERSON, roles: [SENDER]"),
                "PD-04", Code.PERSON_NOT_TRAINED, "PD EMPLOYEE DEVELOPMENT",
                "This upload was refused because no data protection training is recorded for your account.");
        PAN_DORSET.guarded(PAN_DORSET.pack(), PAN_DORSET.setting("training.valid_months", "3"), "PD-04",
                Code.PERSON_NOT_TRAINED, "PD EMPLOYEE DEVELOPMENT",
                "This upload was refused because no data protection training is recorded for your account.");
        PAN_DORSET.accepts(PAN_DORSET.pack(), PAN_DORSET.setting("training.valid_months", "4"));
    }

    @Test
    @DisplayName("OB-038, OB-045: PD-05 refuses a description, and all agencies at once")
    void refusesADescription() {
        PAN_DORSET.guarded(PAN_DORSET.pack().to("prisons/someone"), "PD-05", Code.AGENCY_CLASS_NOT_BODY,
                "PD BACKGROUND; PD APPROVAL b5; PD 9.0",
                "This upload was refused because Prisons is a description and not an organisation; name the organisation.");
        PAN_DORSET.guarded(PAN_DORSET.pack().to("all-agencies/someone"), "PD-05", Code.AGENCY_CLASS_NOT_BODY,
                "PD BACKGROUND; PD APPROVAL b5; PD 9.0",
                "This upload was refused because All agencies is a description and not an organisation; name the organisation.");
    }

    @Test
    @DisplayName("OB-007, OB-045: PD-05 asks that a recipient body was given the agreement")
    void asksThatTheRecipientWasNotified() {
        Packs toSchool = PAN_DORSET.pack().to("poole-grammar-school/poole-grammar-school-officer");
        PAN_DORSET.guarded(toSchool,
                PAN_DORSET.withAgency("poole-grammar-school", "Poole Grammar School", ", entry: 6"), "PD-05",
                Code.AGENCY_NOT_ADMITTED, "PD BACKGROUND; PD APPROVAL b5; PD 9.0",
                "This upload was refused because Poole Grammar School has not been admitted under the Pan-Dorset agreement.");
        PAN_DORSET.guarded(toSchool,
                PAN_DORSET.withAgency("poole-grammar-school", "Poole Grammar School",
                        ", entry: 6, notified: { on: 2026-05-07 }"),
                "PD-05", Code.AGENCY_NOT_ADMITTED, "PD BACKGROUND; PD APPROVAL b5; PD 9.0",
                "This upload was refused because Poole Grammar School has not been admitted under the Pan-Dorset agreement.");
        PAN_DORSET.accepts(toSchool, PAN_DORSET.withAgency("poole-grammar-school", "Poole Grammar School",
                ", entry: 6, notified: { on: 2026-05-06 }"));
    }

    @Test
    @DisplayName("OB-038: PD-06 asks what part each recipient plays in the case")
    void asksForTheRoleInTheCase() {
        PAN_DORSET.objected(
                PAN_DORSET.pack().edited(
                        "account: dc-lead, why_needed: Takes part in the review, role_in_case: Works with the family",
                        "account: dc-lead, why_needed: Takes part in the review"),
                "PD-06", Code.RECIPIENT_NO_ROLE, "PD PURPOSES b) b2; PD PRINCIPLES b6; PD ACCESS AND SECURITY",
                "This upload was refused because you did not say what part Dorset Council plays in this case.");
    }

    @Test
    @DisplayName("OB-040, OB-039: PD-06 asks for the need of each person")
    void asksForTheNeed() {
        PAN_DORSET.objected(
                PAN_DORSET.pack().edited(
                        "account: dc-lead, why_needed: Takes part in the review, role_in_case: Works with the family",
                        "account: dc-lead, role_in_case: Works with the family"),
                "PD-06", Code.RECIPIENT_NO_ROLE, "PD PURPOSES b) b2; PD PRINCIPLES b6; PD ACCESS AND SECURITY",
                "This upload was refused because you did not say why dc-lead needs this information.");
        PAN_DORSET.objected(
                PAN_DORSET.pack().edited(
                        "account: dc-lead, why_needed: Takes part in the review, role_in_case: Works with the family",
                        "why_needed: Takes part in the review, role_in_case: Works with the family"),
                "PD-06", Code.RECIPIENT_NO_ROLE, "PD PURPOSES b) b2; PD PRINCIPLES b6; PD ACCESS AND SECURITY",
                "This upload was refused because it is addressed to Dorset Council as a whole; name the account of the person or role that needs it.");
        PAN_DORSET.objected(PAN_DORSET.pack().edited("account: dc-lead", "account: nhsd-nurse"), "PD-06",
                Code.RECIPIENT_NO_ROLE, "PD PURPOSES b) b2; PD PRINCIPLES b6; PD ACCESS AND SECURITY",
                "This upload was refused because nhsd-nurse is not an account of Dorset Council that may receive information.");
    }

    @Test
    @DisplayName("OB-118, A-01, A-06: PD-07 keeps to the UK as a rule of the gateway, with or without the ceiling")
    void keepsToTheUk() {
        PAN_DORSET.guarded(PAN_DORSET.pack(), PAN_DORSET.placed("dorset-council", "IE"), "PD-07", Code.TERRITORY,
                "[project]",
                "This upload was refused because this gateway sends only to UK endpoints and Dorset Council's is in Ireland.");
        PAN_DORSET.guarded(PAN_DORSET.pack(), JudgedBy.place(PAN_DORSET.ceilingLifted(), "dorset-council", "IE"),
                "PD-07", Code.TERRITORY, "[project]",
                "This upload was refused because this gateway sends only to UK endpoints and Dorset Council's is in Ireland.");
        PAN_DORSET.guarded(PAN_DORSET.pack().with(facts -> facts.from(new Place("FR"))), "PD-07", Code.TERRITORY,
                "[project]",
                "This upload was refused because this gateway takes uploads only from the UK and this one was sent from France.");
        PAN_DORSET.guarded(PAN_DORSET.pack().with(facts -> facts.storedIn(Set.of(new Place("FR")))), "PD-07",
                Code.TERRITORY, "[project]",
                "This upload was refused because this gateway keeps to the UK and a store of it is in France.");
    }

    @Test
    @DisplayName("OB-056: PD-08 refuses law enforcement")
    void refusesLawEnforcement() {
        PAN_DORSET.guarded(PAN_DORSET.pack().edited("purpose: CSPR", "purpose: LAW-ENFORCEMENT"), "PD-08",
                Code.LAW_ENFORCEMENT, "PD PURPOSES a); PD FRAMEWORK",
                "This upload was refused because it is for law enforcement, which falls under Part 3 of the Data Protection Act 2018 and not under this agreement.");
        PAN_DORSET.guarded(PAN_DORSET.pack().edited("regime: UK_GDPR", "regime: DPA_PART3"), "PD-08",
                Code.LAW_ENFORCEMENT, "PD PURPOSES a); PD FRAMEWORK",
                "This upload was refused because it is for law enforcement, which falls under Part 3 of the Data Protection Act 2018 and not under this agreement.");
    }

    @Test
    @DisplayName("OB-056, A-39: PD-08 takes law enforcement in a lane of its own, between competent authorities, with the fields of Part 3")
    void opensTheLaneOfPart3() {
        Registers lane = PAN_DORSET.setting("lawenf.mode", "PART3_LANE");
        Registers competent = lane.edited("place: GB, ico", "place: GB, competent_authority: true, ico");
        Packs enforcement = PAN_DORSET.pack().edited("regime: UK_GDPR", "regime: DPA_PART3")
                .edited("purpose: CSPR", "purpose: LAW-ENFORCEMENT").without("art6").without("art9");
        PAN_DORSET.accepts(enforcement, competent);
        assertThat(PAN_DORSET.judge(enforcement, lane).findings()).extracting(Finding::text).containsExactly(
                "This upload was refused because it is for law enforcement and Dorset Police is not recorded as a competent authority under Part 3 of the Data Protection Act 2018.",
                "This upload was refused because it is for law enforcement and Dorset Council is not recorded as a competent authority under Part 3 of the Data Protection Act 2018.",
                "This upload was refused because it is for law enforcement and NHS Dorset is not recorded as a competent authority under Part 3 of the Data Protection Act 2018.");
        PAN_DORSET.guarded(enforcement.without("dpa_condition"), competent, "PD-08", Code.LAW_ENFORCEMENT,
                "PD PURPOSES a); PD FRAMEWORK",
                "This upload was refused because it is for law enforcement and does not give the condition (dpa_condition) and the power (legal_gateway) that Part 3 of the Data Protection Act 2018 asks for.");
        PAN_DORSET.guarded(enforcement.edited("regime: DPA_PART3", "regime: UK_GDPR"), competent, "PD-08",
                Code.LAW_ENFORCEMENT, "PD PURPOSES a); PD FRAMEWORK",
                "This upload was refused because it is for law enforcement, which falls under Part 3 of the Data Protection Act 2018 and not under this agreement.");
    }
}
