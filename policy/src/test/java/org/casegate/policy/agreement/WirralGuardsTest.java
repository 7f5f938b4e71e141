// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.casegate.policy.agreement.JudgedBy.WIRRAL;

import java.util.Optional;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.check.Warning;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// WI-01 to WI-10: who may send what to whom and where; clause and sentence to the letter.
class WirralGuardsTest {

    @Test
    @DisplayName("OB-097, OB-103: WI-01 refuses a weak connection and an account that nobody knows")
    void refusesAWeakConnection() {
        WIRRAL.guarded(WIRRAL.pack().with(facts -> facts.over(false)), "WI-01", Code.CHANNEL,
                "WI 4.3 b4; WI Principles b6", "This upload was refused because the connection was not secure.");
        WIRRAL.guarded(WIRRAL.pack().sentBy("nobody-known"), "WI-01", Code.CHANNEL, "[project]",
                "This upload was refused because this gateway knows no active account nobody-known that may send.");
    }

    @Test
    @DisplayName("OB-003: WI-02 refuses while no approved version is active")
    void refusesWhileNoVersionIsActive() {
        WIRRAL.guarded(WIRRAL.pack(), WIRRAL.registers().edited("state: ACTIVE", "state: DRAFT"), "WI-02",
                Code.AGREEMENT_NOT_ACTIVE, "WI 5.2; WI 5.3",
                "This upload was refused because no approved version of the Wirral agreement is active.");
        WIRRAL.guarded(WIRRAL.pack(), WIRRAL.registers().edited("version: \"2022-01\"", "version: \"2026-01\""),
                "WI-02", Code.AGREEMENT_NOT_ACTIVE, "WI 5.2; WI 5.3",
                "This upload was refused because no approved version of the Wirral agreement is active.");
    }

    @Test
    @DisplayName("OB-015, A-07, A-10: WI-02 counts from January 2022, so that its review of January 2023 is overdue from the first day")
    void countsFromJanuary2022() {
        Outcome late = WIRRAL.judge(WIRRAL.pack(),
                WIRRAL.registers().edited("reviewed: [2025-10-31, 2026-01-31]", "reviewed: []"));
        assertThat(late.findings()).isEmpty();
        assertThat(late.warnings()).extracting(Warning::text).containsExactly(
                "The review of the Wirral agreement fell due on 31 January 2026 and none is recorded.");
        Outcome first = WIRRAL.judge(WIRRAL.pack(), WIRRAL.setting("date.month_only", "FIRST")
                .edited("reviewed: [2025-10-31, 2026-01-31]", "reviewed: []"));
        assertThat(first.warnings()).extracting(Warning::text)
                .containsExactly("The review of the Wirral agreement fell due on 1 January 2026 and none is recorded.");
        WIRRAL.guarded(WIRRAL.pack(),
                WIRRAL.setting("review.overdue", "SUSPEND_NEW").edited("reviewed: [2025-10-31, 2026-01-31]",
                        "reviewed: []"),
                "WI-02", Code.AGREEMENT_NOT_ACTIVE, "[project]",
                "This upload was refused because the review of the Wirral agreement fell due on 31 January 2026 and this gateway is set to stop new uploads until it has taken place.");
    }

    @Test
    @DisplayName("A-11: WI-02 ends with a notice on record")
    void endsWithANotice() {
        WIRRAL.guarded(WIRRAL.pack(),
                WIRRAL.registers().edited("effective: , scope: , by: ", "effective: 2026-05-01, scope: ALL, by: "),
                "WI-02", Code.AGREEMENT_ENDED, "[project]",
                "This upload was refused because this gateway has a notice on record that ended the Wirral agreement on 1 May 2026.");
        WIRRAL.guarded(WIRRAL.pack(),
                WIRRAL.registers().edited("effective: , scope: , by: ",
                        "effective: 2026-05-01, scope: PARTY, by: merseyside-police"),
                "WI-02", Code.AGREEMENT_ENDED, "[project]",
                "This upload was refused because this gateway has a notice on record that ended the Wirral agreement for Merseyside Police on 1 May 2026.");
    }

    @Test
    @DisplayName("OB-008, OB-045, A-13, A-16: WI-03 admits a body that Appendix One lists once the partners confirm, signed or not")
    void admitsByAppendix() {
        WIRRAL.accepts(WIRRAL.pack(), WIRRAL.without("career-connect", "signed"));
        WIRRAL.guarded(WIRRAL.pack(), WIRRAL.without("career-connect", "admitted"), "WI-03", Code.AGENCY_NOT_ADMITTED,
                "WI 1.2; WI 2.1; WI App One",
                "This upload was refused because Career Connect has not been admitted under the Wirral agreement.");
    }

    @Test
    @DisplayName("OB-008, A-13: the safeguarding partners are members, listed in Appendix One or not")
    void countsThePartnersAsMembers() {
        Registers bare = Registers.of(WIRRAL.without("merseyside-police", "admitted").text()).account(
                "id: mp-sender, agency: merseyside-police, kind: PERSON, roles: [SENDER], checked_on: 2026-01-10");
        WIRRAL.accepts(WIRRAL.pack().sentBy("mp-sender"), bare);
        WIRRAL.guarded(WIRRAL.pack().sentBy("mp-sender"), bare.setting("wi.members", "APPENDIX"), "WI-03",
                Code.AGENCY_NOT_ADMITTED, "WI 1.2; WI 2.1; WI App One",
                "This upload was refused because Merseyside Police has not been admitted under the Wirral agreement.");
    }

    @Test
    @DisplayName("OB-048, A-18: the care board has taken the place of the clinical commissioning group")
    void knowsTheSuccessor() {
        Registers icb = WIRRAL.registers().edited(
                "{ id: wirral-clinical-commissioning-group, name: \"Wirral Clinical Commissioning Group\"",
                "{ id: nhs-cheshire-and-merseyside-integrated-care-board, name: NHS Cheshire and Merseyside ICB")
                .edited("agency: wirral-clinical-commissioning-group,",
                        "agency: nhs-cheshire-and-merseyside-integrated-care-board,")
                .account(
                        "id: icb-nurse, agency: nhs-cheshire-and-merseyside-integrated-care-board, kind: PERSON, roles: [RECIPIENT], checked_on: 2026-01-10");
        WIRRAL.accepts(WIRRAL.pack().to("nhs-cheshire-and-merseyside-integrated-care-board/icb-nurse"), icb);
    }

    @Test
    @DisplayName("OB-045, OB-008: a body under a class is admitted by name and entry; an entry that the list lacks admits nobody")
    void admitsABodyUnderAClass() {
        Packs toSchool = WIRRAL.pack().to("birkenhead-high-school/birkenhead-high-school-officer");
        WIRRAL.accepts(toSchool, WIRRAL.withAgency("birkenhead-high-school", "Birkenhead High School",
                ", entry: 1, admitted: { on: 2026-04-01, by: [wirral-local-authority, merseyside-police, wirral-clinical-commissioning-group] }, risk_controls: { on: 2026-04-01 }"));
        WIRRAL.guarded(toSchool, WIRRAL.withAgency("birkenhead-high-school", "Birkenhead High School",
                ", admitted: { on: 2026-04-01, by: [wirral-local-authority, merseyside-police, wirral-clinical-commissioning-group] }"),
                "WI-07", Code.AGENCY_NOT_ADMITTED, "WI 1.2; WI App One; WI 7.4",
                "This upload was refused because Birkenhead High School has not been admitted under the Wirral agreement.");
        WIRRAL.guarded(toSchool, WIRRAL.withAgency("birkenhead-high-school", "Birkenhead High School",
                ", entry: 26, admitted: { on: 2026-04-01, by: [wirral-local-authority, merseyside-police, wirral-clinical-commissioning-group] }"),
                "WI-07", Code.AGENCY_NOT_ADMITTED, "WI 1.2; WI App One; WI 7.4",
                "This upload was refused because Birkenhead High School has not been admitted under the Wirral agreement.");
        WIRRAL.guarded(toSchool, WIRRAL.withAgency("birkenhead-high-school", "Birkenhead High School", ", entry: 1"),
                "WI-07", Code.AGENCY_NOT_ADMITTED, "WI 1.2; WI App One; WI 7.4",
                "This upload was refused because Birkenhead High School has not been admitted under the Wirral agreement.");
        WIRRAL.guarded(WIRRAL.pack().to("housing-providers/someone"), WIRRAL.withAgency("housing-providers",
                "Housing Providers",
                ", entry: 8, admitted: { on: 2026-04-01, by: [wirral-local-authority, merseyside-police, wirral-clinical-commissioning-group] }, risk_controls: { on: 2026-04-01 }"),
                "WI-07", Code.AGENCY_NOT_ADMITTED, "WI 1.2; WI App One; WI 7.4",
                "This upload was refused because Housing Providers has not been admitted under the Wirral agreement.");
    }

    @Test
    @DisplayName("OB-026: WI-03 and WI-07 refuse a suspended body")
    void refusesASuspendedBody() {
        WIRRAL.guarded(WIRRAL.pack(), WIRRAL.member("career-connect", "suspended: { from: 2026-05-01 }"), "WI-03",
                Code.AGENCY_SUSPENDED, "WI 1.2; WI 2.1; WI App One",
                "This upload was refused because Career Connect has been suspended from sharing under this agreement since 1 May 2026.");
        WIRRAL.guarded(WIRRAL.pack(), WIRRAL.member("merseyside-police", "suspended: { from: 2026-05-01 }"), "WI-07",
                Code.AGENCY_SUSPENDED, "WI 1.2; WI App One; WI 7.4",
                "This upload was refused because Merseyside Police has been suspended from sharing under this agreement since 1 May 2026.");
    }

    @Test
    @DisplayName("OB-044: WI-03 asks a conditional sender to confirm its condition with each recipient")
    void asksAConditionalSender() {
        Registers adult = WIRRAL.registers().account(
                "id: asc-worker, agency: adult-social-services, kind: PERSON, roles: [SENDER], checked_on: 2026-01-10");
        Packs fromAdult = WIRRAL.pack().sentBy("asc-worker");
        WIRRAL.guarded(fromAdult, adult, "WI-03", Code.MEMBER_CONDITION, "WI 1.2; WI 2.1; WI App One",
                "This upload was refused because Adult Social Services is covered only where its activity relates to children, and that was not confirmed.");
        WIRRAL.accepts(fromAdult.edited("role_in_case: Works with the family",
                "role_in_case: Works with the family, member_condition: true"), adult);
    }

    @Test
    @DisplayName("OB-044: WI-07 asks for the condition of entries 7 and 24 on the line of the recipient")
    void asksForAConditionalRecipient() {
        Registers charity = WIRRAL.withAgency("wirral-families", "Wirral Families",
                ", entry: 24, admitted: { on: 2026-04-01, by: [wirral-local-authority, merseyside-police, wirral-clinical-commissioning-group] }, risk_controls: { on: 2026-04-01 }");
        Packs toCharity = WIRRAL.pack().to("wirral-families/wirral-families-officer");
        WIRRAL.guarded(toCharity, charity, "WI-07", Code.MEMBER_CONDITION, "WI 1.2; WI App One; WI 7.4",
                "This upload was refused because Wirral Families is covered only where its activity relates to children, and that was not confirmed.");
        WIRRAL.accepts(toCharity.edited("role_in_case: Works with the family", "member_condition: true"), charity);
        Registers adult = WIRRAL.registers().account(
                "id: asc-lead, agency: adult-social-services, kind: PERSON, roles: [RECIPIENT], checked_on: 2026-01-10");
        WIRRAL.guarded(WIRRAL.pack().to("adult-social-services/asc-lead"), adult, "WI-07", Code.MEMBER_CONDITION,
                "WI 1.2; WI App One; WI 7.4",
                "This upload was refused because Adult Social Services is covered only where its activity relates to children, and that was not confirmed.");
    }

    @Test
    @DisplayName("OB-009: WI-04 refuses a sender without attested risk controls")
    void asksTheSenderForRiskControls() {
        WIRRAL.guarded(WIRRAL.pack(), WIRRAL.without("career-connect", "risk_controls"), "WI-04",
                Code.RISK_CONTROLS_MISSING, "WI 7.4",
                "This upload was refused because Career Connect has not confirmed that privacy risks have been assessed and controls are in place.");
        WIRRAL.accepts(WIRRAL.pack());
    }

    @Test
    @DisplayName("OB-122, A-48: WI-05 asks the sender for a single point of contact and a responsible manager")
    void asksTheSenderForContacts() {
        WIRRAL.guarded(WIRRAL.pack(), WIRRAL.without("career-connect", "spoc"), "WI-05", Code.SPOC_MISSING, "WI 4.3 b9",
                "This upload was refused because Career Connect has not given a single point of contact and a responsible manager.");
    }

    @Test
    @DisplayName("OB-120: WI-06 refuses a sender whose checks are not attested, and asks nobody for training")
    void asksForChecks() {
        WIRRAL.guarded(WIRRAL.pack(), WIRRAL.registers().edited(
                "id: cc-worker, agency: career-connect, kind: PERSON, roles: [SENDER], trained_on: 2026-01-10, checked_on: 2026-01-10",
                "id: cc-worker, agency: career-connect, kind: PERSON, roles: [SENDER], trained_on: 2026-01-10"),
                "WI-06", Code.PERSON_NOT_CHECKED, "WI 7.1",
                "This upload was refused because the required organisational checks are not recorded for your account.");
        WIRRAL.accepts(WIRRAL.pack(), WIRRAL.registers().edited("trained_on: 2026-01-10, ", ""));
    }

    @Test
    @DisplayName("OB-009: WI-07 refuses a recipient without attested risk controls")
    void asksTheRecipientForRiskControls() {
        WIRRAL.guarded(WIRRAL.pack(), WIRRAL.without("merseyside-police", "risk_controls"), "WI-07",
                Code.RISK_CONTROLS_MISSING, "WI 1.2; WI App One; WI 7.4",
                "This upload was refused because Merseyside Police has not confirmed its privacy risk controls.");
    }

    @Test
    @DisplayName("OB-039, OB-040, OB-120: WI-08 asks for one individual or role, checked, with a need")
    void asksForTheRightIndividual() {
        WIRRAL.objected(
                WIRRAL.pack().edited("account: wla-officer, why_needed: Takes part in the review",
                        "account: wla-officer"),
                "WI-08", Code.NEED_TO_KNOW, "WI 6.1; WI How b3; WI 7.1; WI 7.5",
                "This upload was refused because it is not addressed to the individual or team that should receive it.");
        WIRRAL.objected(
                WIRRAL.pack().edited("account: wla-officer, why_needed: Takes part in the review",
                        "why_needed: Takes part in the review"),
                "WI-08", Code.NEED_TO_KNOW, "WI 6.1; WI How b3; WI 7.1; WI 7.5",
                "This upload was refused because it is not addressed to the individual or team that should receive it.");
        WIRRAL.objected(
                WIRRAL.pack().edited("account: wla-officer, why_needed: Takes part in the review",
                        "account: mp-officer, why_needed: Takes part in the review"),
                "WI-08", Code.NEED_TO_KNOW, "WI 6.1; WI How b3; WI 7.1; WI 7.5",
                "This upload was refused because it is not addressed to the individual or team that should receive it.");
        WIRRAL.objected(WIRRAL.pack(), WIRRAL.registers().edited(
                "id: wla-officer, agency: wirral-local-authority, kind: PERSON, roles: [RECIPIENT], trained_on: 2026-01-10, checked_on: 2026-01-10",
                "id: wla-officer, agency: wirral-local-authority, kind: PERSON, roles: [RECIPIENT]"), "WI-08",
                Code.NEED_TO_KNOW, "WI 6.1; WI How b3; WI 7.1; WI 7.5",
                "This upload was refused because the required organisational checks are not recorded for wla-officer.");
    }

    @Test
    @DisplayName("OB-035: WI-08 marks the Council as controller of what goes to the Integrated Front Door, whoever works there")
    void marksTheFrontDoorsController() {
        Packs toFrontDoor = WIRRAL.pack().edited("agency: merseyside-police, account",
                "agency: merseyside-police, unit: IFD, account");
        assertThat(WIRRAL.judge(toFrontDoor)).isInstanceOfSatisfying(Outcome.Accepted.class,
                accepted -> assertThat(accepted.recipients()).containsExactly(
                        new Recipient(new AgencyId("wirral-local-authority"), new AccountId("wla-officer")),
                        new Recipient(new AgencyId("merseyside-police"), new AccountId("mp-officer"),
                                Optional.of(new AgencyId("wirral-local-authority")))));
    }

    @Test
    @DisplayName("OB-116, A-01, A-06: WI-09 refuses a place outside UK and EEA; under the ceiling the gateway speaks")
    void refusesAPlaceOutsideTheArea() {
        WIRRAL.guarded(WIRRAL.pack(), JudgedBy.place(WIRRAL.ceilingLifted(), "wirral-local-authority", "IM"), "WI-09",
                Code.TERRITORY, "WI 4.3 b7",
                "This upload was refused because the Isle of Man is outside the area to which Wirral partners may send shared data.");
        WIRRAL.guarded(WIRRAL.pack(), WIRRAL.placed("wirral-local-authority", "FR"), "WI-09", Code.TERRITORY,
                "[project]",
                "This upload was refused because this gateway sends only to UK endpoints and Wirral Local Authority's is in France.");
        WIRRAL.guarded(WIRRAL.pack().with(facts -> facts.from(new Place("US"))), WIRRAL.ceilingLifted(), "WI-09",
                Code.TERRITORY, "WI 4.3 b7",
                "This upload was refused because it was sent from the United States, which is outside the area to which Wirral partners may send shared data.");
        WIRRAL.accepts(WIRRAL.pack().with(facts -> facts.from(new Place("US"))),
                WIRRAL.setting("territory.applies_to", "RECEIVED_ONLY"));
    }

    @Test
    @DisplayName("OB-056, A-39: WI-10 refuses law enforcement")
    void refusesLawEnforcement() {
        WIRRAL.guarded(WIRRAL.pack().edited("regime: UK_GDPR", "regime: DPA_PART3"), "WI-10", Code.LAW_ENFORCEMENT,
                "WI 4.3 b2; WI 8.1",
                "This upload was refused because law enforcement is outside the purpose of the Wirral agreement.");
    }
}
