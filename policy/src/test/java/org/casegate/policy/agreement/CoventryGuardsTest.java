// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.JudgedBy.COVENTRY;
import static org.casegate.policy.agreement.JudgedBy.SOLIHULL;
import static org.casegate.policy.agreement.JudgedBy.WIRRAL;

import java.util.Set;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.check.Warning;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// CO-01 to CO-08: who may send what to whom and where; clause and sentence to the letter.
class CoventryGuardsTest {

    @Test
    @DisplayName("OB-097, OB-103: CO-01 refuses a weak connection and an account that nobody knows")
    void refusesAWeakConnection() {
        COVENTRY.guarded(COVENTRY.pack().with(facts -> facts.over(false)), "CO-01", Code.CHANNEL, "CO 5.4.4",
                "This upload was refused because the connection was not secure enough to protect shared personal data.");
        COVENTRY.guarded(COVENTRY.pack().sentBy("nobody-known"), "CO-01", Code.CHANNEL, "[project]",
                "This upload was refused because this gateway knows no active account nobody-known that may send.");
    }

    @Test
    @DisplayName("OB-002: CO-02 refuses while no version approved in writing by all is active")
    void refusesWhileNoVersionIsActive() {
        COVENTRY.guarded(COVENTRY.pack(), COVENTRY.registers().edited("state: ACTIVE", "state: DRAFT"), "CO-02",
                Code.AGREEMENT_NOT_ACTIVE, "CO 6.2; CO 6.3",
                "This upload was refused because no version of the Coventry agreement approved in writing by all partner agencies is active.");
    }

    @Test
    @DisplayName("OB-016, A-07, A-10: CO-02 counts from October 2023, whatever was signed when, and only remarks on a late review")
    void countsFromOctober2023() {
        Outcome late = COVENTRY.judge(COVENTRY.pack(),
                COVENTRY.registers().edited("reviewed: [2025-10-31, 2026-01-31]", "reviewed: [2024-10-31]"));
        assertThat(late.findings()).isEmpty();
        assertThat(late.warnings()).extracting(Warning::text).containsExactly(
                "The review of the Coventry agreement fell due on 31 October 2025 and none is recorded.");
        COVENTRY.guarded(COVENTRY.pack(),
                COVENTRY.setting("review.overdue", "SUSPEND_NEW").edited("reviewed: [2025-10-31, 2026-01-31]",
                        "reviewed: [2024-10-31]"),
                "CO-02", Code.AGREEMENT_NOT_ACTIVE, "[project]",
                "This upload was refused because the review of the Coventry agreement fell due on 31 October 2025 and this gateway is set to stop new uploads until it has taken place.");
    }

    @Test
    @DisplayName("A-11: CO-02 ends with a notice on record")
    void endsWithANotice() {
        COVENTRY.guarded(COVENTRY.pack(),
                COVENTRY.registers().edited("effective: , scope: , by: ", "effective: 2026-05-01, scope: ALL, by: "),
                "CO-02", Code.AGREEMENT_ENDED, "[project]",
                "This upload was refused because this gateway has a notice on record that ended the Coventry agreement on 1 May 2026.");
    }

    @Test
    @DisplayName("OB-011, A-16: CO-03 asks the eleven for a signature and others for admission")
    void asksForSignatureOrAdmission() {
        COVENTRY.guarded(COVENTRY.pack(),
                COVENTRY.without("university-hospitals-coventry-and-warwickshire-nhs-trust", "signed"), "CO-03",
                Code.AGENCY_NOT_SIGNED, "CO 2.1; CO end block",
                "This upload was refused because University Hospitals Coventry and Warwickshire NHS Trust has not signed the Coventry agreement.");
        Packs fromCharity = COVENTRY.pack().sentBy("coventry-refuge-officer");
        COVENTRY.guarded(fromCharity,
                COVENTRY.withAgency("coventry-refuge", "Coventry Refuge", ", signed: { on: 2026-04-01 }"), "CO-03",
                Code.AGENCY_NOT_ADMITTED, "CO 2.1; CO end block",
                "This upload was refused because Coventry Refuge is not a partner agency under the Coventry agreement and has not been admitted.");
        COVENTRY.accepts(fromCharity, COVENTRY.withAgency("coventry-refuge", "Coventry Refuge",
                ", entry: 12, admitted: { on: 2026-04-01, by: [coventry-city-council, west-midlands-police, nhs-coventry-and-warwickshire-integrated-care-board] }"));
        assertThat(COVENTRY.agreement().parties()).hasSize(11);
    }

    @Test
    @DisplayName("OB-026: CO-03 and CO-05 refuse a suspended body")
    void refusesASuspendedBody() {
        COVENTRY.guarded(COVENTRY.pack(),
                COVENTRY.member("university-hospitals-coventry-and-warwickshire-nhs-trust",
                        "suspended: { from: 2026-05-01 }"),
                "CO-03", Code.AGENCY_SUSPENDED, "CO 2.1; CO end block",
                "This upload was refused because University Hospitals Coventry and Warwickshire NHS Trust has been suspended from sharing under this agreement since 1 May 2026.");
        COVENTRY.guarded(COVENTRY.pack(), COVENTRY.member("coventry-city-council", "suspended: { from: 2026-05-01 }"),
                "CO-05", Code.AGENCY_SUSPENDED, "CO 2.1.1 to 2.1.12",
                "This upload was refused because Coventry City Council has been suspended from sharing under this agreement since 1 May 2026.");
    }

    @Test
    @DisplayName("OB-122, A-48: CO-04 asks the sender for a single point of contact and a responsible manager")
    void asksTheSenderForContacts() {
        COVENTRY.guarded(COVENTRY.pack(),
                COVENTRY.without("university-hospitals-coventry-and-warwickshire-nhs-trust", "responsible_manager"),
                "CO-04", Code.SPOC_MISSING, "CO 5.4.9",
                "This upload was refused because University Hospitals Coventry and Warwickshire NHS Trust has not given a single point of contact and a responsible manager.");
    }

    @Test
    @DisplayName("OB-011, OB-037: CO-05 refuses a recipient that is no partner agency, and one that has not signed")
    void refusesAStrangeRecipient() {
        Packs toCharity = COVENTRY.pack().to("coventry-refuge/coventry-refuge-officer");
        COVENTRY.guarded(toCharity, COVENTRY.withAgency("coventry-refuge", "Coventry Refuge", ""), "CO-05",
                Code.RECIPIENT_NOT_NAMED, "CO 2.1.1 to 2.1.12",
                "This upload was refused because Coventry Refuge is not a partner agency under the Coventry agreement.");
        COVENTRY.accepts(toCharity, COVENTRY.withAgency("coventry-refuge", "Coventry Refuge",
                ", entry: 12, admitted: { on: 2026-04-01, by: [coventry-city-council, west-midlands-police, nhs-coventry-and-warwickshire-integrated-care-board] }"));
        COVENTRY.guarded(COVENTRY.pack(),
                COVENTRY.without("children-and-family-court-advisory-and-support-service-cafcass", "signed"), "CO-05",
                Code.AGENCY_NOT_SIGNED, "CO 2.1.1 to 2.1.12",
                "This upload was refused because Children and Family Court Advisory and Support Service (CAFCASS) has not signed the Coventry agreement.");
        COVENTRY.guarded(COVENTRY.pack().to("other-strategic-partnerships-and-organisations/someone"), "CO-05",
                Code.RECIPIENT_NOT_NAMED, "CO 2.1.1 to 2.1.12",
                "This upload was refused because Other strategic partnerships and organisations is not a partner agency under the Coventry agreement.");
    }

    @Test
    @DisplayName("OB-175, A-42: CO-05 sends nothing straight to the Department or the Panel, admitted or not, until the partnership says so")
    void sendsNothingToThePanel() {
        Packs toPanel = COVENTRY.pack().to(
                "national-child-safeguarding-practice-review-panel/national-child-safeguarding-practice-review-panel-officer");
        Registers admitted = COVENTRY.withAgency("national-child-safeguarding-practice-review-panel",
                "National Child Safeguarding Practice Review Panel",
                ", admitted: { on: 2026-04-01, by: [coventry-city-council, west-midlands-police, nhs-coventry-and-warwickshire-integrated-care-board] }");
        COVENTRY.guarded(toPanel, admitted, "CO-05", Code.RECIPIENT_NOT_NAMED, "CO 2.1.1 to 2.1.12",
                "This upload was refused because National Child Safeguarding Practice Review Panel is not a partner agency under the Coventry agreement.");
        COVENTRY.accepts(toPanel, admitted.setting("external.bodies", "ADMITTED"));
        COVENTRY.guarded(COVENTRY.pack().to("department-for-education/someone"), "CO-05", Code.RECIPIENT_NOT_NAMED,
                "CO 2.1.1 to 2.1.12",
                "This upload was refused because Department for Education is not a partner agency under the Coventry agreement.");
    }

    @Test
    @DisplayName("OB-039, OB-040: CO-06 asks for the need of each person")
    void asksForTheNeed() {
        COVENTRY.objected(
                COVENTRY.pack().edited("account: ccc-lead, why_needed: Takes part in the review", "account: ccc-lead"),
                "CO-06", Code.NEED_TO_KNOW, "CO 3.4.5.6",
                "This upload was refused because you did not say why ccc-lead needs this information.");
        COVENTRY.objected(COVENTRY.pack().edited("account: ccc-lead, ", ""), "CO-06", Code.NEED_TO_KNOW, "CO 3.4.5.6",
                "This upload was refused because it is addressed to Coventry City Council as a whole; name the account of the person or role that needs it.");
    }

    @Test
    @DisplayName("S23, OB-115, A-01: CO-07 refuses an endpoint in Ireland, whatever the ceiling, and cites its clause")
    void refusesAnEndpointInIreland() {
        COVENTRY.guarded(COVENTRY.pack(),
                JudgedBy.place(COVENTRY.ceilingLifted(),
                        "children-and-family-court-advisory-and-support-service-cafcass", "IE"),
                "CO-07", Code.TERRITORY, "CO 5.4.7",
                "This upload was refused because Children and Family Court Advisory and Support Service (CAFCASS)'s endpoint is in Ireland and Coventry partners may not move shared data outside the UK.");
        COVENTRY.guarded(COVENTRY.pack(),
                COVENTRY.placed("children-and-family-court-advisory-and-support-service-cafcass", "IE"), "CO-07",
                Code.TERRITORY, "CO 5.4.7",
                "This upload was refused because Children and Family Court Advisory and Support Service (CAFCASS)'s endpoint is in Ireland and Coventry partners may not move shared data outside the UK.");
        SOLIHULL.accepts(SOLIHULL.pack(),
                JudgedBy.place(SOLIHULL.ceilingLifted(), "solihull-metropolitan-borough-council", "IE"));
        WIRRAL.accepts(WIRRAL.pack(), JudgedBy.place(WIRRAL.ceilingLifted(), "merseyside-police", "IE"));
    }

    @Test
    @DisplayName("OB-115, A-03: CO-07 looks at stores, and at the sender's own address unless the partnership reads the clause narrowly")
    void looksAtStoresAndTheSendersAddress() {
        COVENTRY.guarded(COVENTRY.pack().with(facts -> facts.from(new Place("FR"))), "CO-07", Code.TERRITORY,
                "CO 5.4.7",
                "This upload was refused because it was sent from France and this gateway holds uploads to the UK rule for shared data of the Coventry agreement.");
        COVENTRY.accepts(COVENTRY.pack().with(facts -> facts.from(new Place("FR"))),
                COVENTRY.setting("territory.applies_to", "RECEIVED_ONLY"));
        COVENTRY.guarded(COVENTRY.pack().with(facts -> facts.storedIn(Set.of(new Place("FR")))), "CO-07",
                Code.TERRITORY, "CO 5.4.7",
                "This upload was refused because a store of the gateway is in France and Coventry partners may not move shared data outside the UK.");
    }

    @Test
    @DisplayName("OB-056, A-39: CO-08 refuses law enforcement")
    void refusesLawEnforcement() {
        COVENTRY.guarded(COVENTRY.pack().edited("purpose: REVIEW", "purpose: LAW-ENFORCEMENT"), "CO-08",
                Code.LAW_ENFORCEMENT, "CO 5.4.2",
                "This upload was refused because law enforcement is outside the purpose of the Coventry agreement.");
    }
}
