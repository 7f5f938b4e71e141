// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.JudgedBy.SOLIHULL;

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

/// SO-01 to SO-09: who may send what to whom and where; clause and sentence to the letter.
class SolihullGuardsTest {

    @Test
    @DisplayName("OB-097, OB-103: SO-01 refuses a weak connection and an account that nobody knows")
    void refusesAWeakConnection() {
        SOLIHULL.guarded(SOLIHULL.pack().with(facts -> facts.over(false)), "SO-01", Code.CHANNEL, "SO 5.3.4",
                "This upload was refused because the connection was not secure enough to protect shared personal data.");
        SOLIHULL.guarded(SOLIHULL.pack().sentBy("nobody-known"), "SO-01", Code.CHANNEL, "[project]",
                "This upload was refused because this gateway knows no active account nobody-known that may send.");
    }

    @Test
    @DisplayName("OB-002: SO-02 refuses while no approved version is active")
    void refusesWhileNoVersionIsActive() {
        SOLIHULL.guarded(SOLIHULL.pack(), SOLIHULL.registers().edited("state: ACTIVE", "state: DRAFT"), "SO-02",
                Code.AGREEMENT_NOT_ACTIVE, "SO 6.2; SO 6.3",
                "This upload was refused because no approved version of the Solihull protocol is active.");
    }

    @Test
    @DisplayName("A-11: SO-02 ends with a notice on record, for all or for one party, though the text knows none")
    void endsWithANotice() {
        SOLIHULL.guarded(SOLIHULL.pack(),
                SOLIHULL.registers().edited("effective: , scope: , by: ", "effective: 2026-05-01, scope: ALL, by: "),
                "SO-02", Code.AGREEMENT_ENDED, "[project]",
                "This upload was refused because this gateway has a notice on record that ended the Solihull protocol on 1 May 2026.");
        SOLIHULL.guarded(SOLIHULL.pack(),
                SOLIHULL.registers().edited("effective: , scope: , by: ",
                        "effective: 2026-05-01, scope: PARTY, by: west-midlands-police"),
                "SO-02", Code.AGREEMENT_ENDED, "[project]",
                "This upload was refused because this gateway has a notice on record that ended the Solihull protocol for West Midlands Police on 1 May 2026.");
        SOLIHULL.guarded(SOLIHULL.pack(),
                SOLIHULL.setting("termination.scope", "ALL").edited("effective: , scope: , by: ",
                        "effective: 2026-05-01, scope: PARTY, by: cafcass"),
                "SO-02", Code.AGREEMENT_ENDED, "[project]",
                "This upload was refused because this gateway has a notice on record that ended the Solihull protocol on 1 May 2026.");
    }

    @Test
    @DisplayName("OB-014, A-07, A-10: SO-02 counts reviews from the start that the partnership enters, and only remarks on a late one")
    void remarksOnALateReview() {
        SOLIHULL.accepts(SOLIHULL.pack(), SOLIHULL.registers().edited("start: 2026-01-05", "start: "));
        Outcome late = SOLIHULL.judge(SOLIHULL.pack(),
                SOLIHULL.registers().edited("start: 2026-01-05", "start: 2025-11-05")
                        .edited("reviewed: [2025-10-31, 2026-01-31]", "reviewed: []"));
        assertThat(late.findings()).isEmpty();
        assertThat(late.warnings()).containsExactly(new Warning(Code.REVIEW_OVERDUE, ClauseRef.parse("SO 6.2"),
                "The review of the Solihull protocol fell due on 5 May 2026 and none is recorded."));
        SOLIHULL.guarded(SOLIHULL.pack(),
                SOLIHULL.setting("review.overdue", "SUSPEND_NEW").edited("start: 2026-01-05", "start: 2025-11-05")
                        .edited("reviewed: [2025-10-31, 2026-01-31]", "reviewed: []"),
                "SO-02", Code.AGREEMENT_NOT_ACTIVE, "[project]",
                "This upload was refused because the review of the Solihull protocol fell due on 5 May 2026 and this gateway is set to stop new uploads until it has taken place.");
    }

    @Test
    @DisplayName("OB-010, A-12, A-16: SO-03 lets the three send on their signature, and others once all three admitted them")
    void asksForAdmission() {
        SOLIHULL.guarded(SOLIHULL.pack(), SOLIHULL.without("west-midlands-police", "signed"), "SO-03",
                Code.AGENCY_NOT_ADMITTED, "SO 2; SO 6.3",
                "This upload was refused because West Midlands Police has not been admitted to the Solihull protocol.");
        Registers fireService = SOLIHULL.registers()
                .account("id: wmfs-officer, agency: west-midlands-fire-service, kind: PERSON, roles: [SENDER]");
        SOLIHULL.accepts(SOLIHULL.pack().sentBy("wmfs-officer"), fireService);
        SOLIHULL.accepts(SOLIHULL.pack().sentBy("wmfs-officer"),
                Registers.of(SOLIHULL.without("west-midlands-fire-service", "signed").text()).account(
                        "id: wmfs-officer, agency: west-midlands-fire-service, kind: PERSON, roles: [SENDER]"));
        SOLIHULL.guarded(SOLIHULL.pack().sentBy("wmfs-officer"),
                SOLIHULL.without("west-midlands-fire-service", "admitted")
                        .account("id: wmfs-officer, agency: west-midlands-fire-service, kind: PERSON, roles: [SENDER]"),
                "SO-03", Code.AGENCY_NOT_ADMITTED, "SO 2; SO 6.3",
                "This upload was refused because West Midlands Fire Service has not been admitted to the Solihull protocol.");
        SOLIHULL.guarded(SOLIHULL.pack().sentBy("wmfs-officer"), fireService.setting("so.partner_agencies", "THREE"),
                "SO-03", Code.AGENCY_NOT_ADMITTED, "SO 2; SO 6.3",
                "This upload was refused because West Midlands Fire Service has not been admitted to the Solihull protocol.");
        SOLIHULL.accepts(SOLIHULL.pack().sentBy("wmfs-officer"),
                SOLIHULL.without("west-midlands-fire-service", "admitted")
                        .account("id: wmfs-officer, agency: west-midlands-fire-service, kind: PERSON, roles: [SENDER]")
                        .setting("so.partner_agencies", "ALL_LISTED"));
    }

    @Test
    @DisplayName("OB-026: SO-03 and SO-06 refuse a suspended body from the day on")
    void refusesASuspendedBody() {
        SOLIHULL.guarded(SOLIHULL.pack(), SOLIHULL.member("west-midlands-police", "suspended: { from: 2026-05-06 }"),
                "SO-03", Code.AGENCY_SUSPENDED, "SO 2; SO 6.3",
                "This upload was refused because West Midlands Police has been suspended from sharing under this agreement since 6 May 2026.");
        SOLIHULL.guarded(SOLIHULL.pack(),
                SOLIHULL.member("solihull-metropolitan-borough-council", "suspended: { from: 2026-05-01 }"), "SO-06",
                Code.AGENCY_SUSPENDED, "SO 2; SO 6.3",
                "This upload was refused because Solihull Metropolitan Borough Council has been suspended from sharing under this agreement since 1 May 2026.");
        SOLIHULL.accepts(SOLIHULL.pack(), SOLIHULL.member("west-midlands-police", "suspended: { from: 2026-05-07 }"));
    }

    @Test
    @DisplayName("OB-122, A-48: SO-04 asks the sender for a single point of contact and a responsible manager")
    void asksTheSenderForContacts() {
        SOLIHULL.guarded(SOLIHULL.pack(), SOLIHULL.without("west-midlands-police", "spoc"), "SO-04", Code.SPOC_MISSING,
                "SO 5.3.9",
                "This upload was refused because West Midlands Police has not given a single point of contact and a responsible manager.");
        SOLIHULL.guarded(SOLIHULL.pack(), SOLIHULL.without("west-midlands-police", "responsible_manager"), "SO-04",
                Code.SPOC_MISSING, "SO 5.3.9",
                "This upload was refused because West Midlands Police has not given a single point of contact and a responsible manager.");
    }

    @Test
    @DisplayName("OB-122, A-48: SO-04 only remarks on a receiving body, unless the partnership blocks both, or neither")
    void remarksOnReceiversContacts() {
        Registers silent = SOLIHULL.without("solihull-metropolitan-borough-council", "spoc");
        SOLIHULL.accepts(SOLIHULL.pack(), silent);
        assertThat(SOLIHULL.judge(SOLIHULL.pack(), silent).warnings()).extracting(Warning::text).containsExactly(
                "This gateway has no single point of contact and responsible manager on record for Solihull Metropolitan Borough Council.");
        SOLIHULL.guarded(SOLIHULL.pack(), silent.setting("spoc.missing", "BLOCK_BOTH"), "SO-04", Code.SPOC_MISSING,
                "[project]",
                "This upload was refused because this gateway is set to ask for a single point of contact and a responsible manager at both ends, and Solihull Metropolitan Borough Council has not given them.");
        SOLIHULL.accepts(SOLIHULL.pack(),
                SOLIHULL.without("west-midlands-police", "spoc").setting("spoc.missing", "WARN"));
    }

    @Test
    @DisplayName("S10, OB-010, OB-045: SO-05 refuses a description as a recipient")
    void refusesADescription() {
        SOLIHULL.guarded(SOLIHULL.pack().to("third-sector/someone"), "SO-05", Code.AGENCY_CLASS_NOT_BODY, "SO 2",
                "This upload was refused because Third Sector is a description and not an organisation; name the organisation.");
        SOLIHULL.guarded(SOLIHULL.pack().to("other-education-partners/someone"), "SO-05", Code.AGENCY_CLASS_NOT_BODY,
                "SO 2",
                "This upload was refused because Other Education Partners is a description and not an organisation; name the organisation.");
    }

    @Test
    @DisplayName("S10, OB-010, OB-045, A-12, A-16: SO-06 refuses a charity until all three have admitted it")
    void admitsACharityByTheThree() {
        Packs toCharity = SOLIHULL.pack().to("org-so-0417/org-so-0417-officer");
        SOLIHULL.guarded(toCharity, SOLIHULL.withAgency("org-so-0417", "Solihull Family Support", ""), "SO-06",
                Code.AGENCY_NOT_ADMITTED, "SO 2; SO 6.3",
                "This upload was refused because Solihull Family Support is not a party to the Solihull protocol and has not been admitted.");
        SOLIHULL.guarded(toCharity, SOLIHULL.withAgency("org-so-0417", "Solihull Family Support",
                ", entry: 1, admitted: { on: 2026-04-01, by: [solihull-metropolitan-borough-council, west-midlands-police] }"),
                "SO-06", Code.AGENCY_NOT_ADMITTED, "SO 2; SO 6.3",
                "This upload was refused because Solihull Family Support is not a party to the Solihull protocol and has not been admitted.");
        SOLIHULL.accepts(toCharity, SOLIHULL.withAgency("org-so-0417", "Solihull Family Support",
                ", entry: 1, admitted: { on: 2026-04-01, by: [solihull-metropolitan-borough-council, west-midlands-police, birmingham-and-solihull-integrated-care-board] }"));
        SOLIHULL.guarded(toCharity, SOLIHULL.withAgency("org-so-0417", "Solihull Family Support",
                ", admitted: { on: 2026-05-07, by: [solihull-metropolitan-borough-council, west-midlands-police, birmingham-and-solihull-integrated-care-board] }"),
                "SO-06", Code.AGENCY_NOT_ADMITTED, "SO 2; SO 6.3",
                "This upload was refused because Solihull Family Support is not a party to the Solihull protocol and has not been admitted.");
    }

    @Test
    @DisplayName("OB-048, A-18: a body is known by the name that the twin agreement prints")
    void knowsABodyByItsOtherName() {
        Registers known = SOLIHULL.registers().account(
                "id: swft-nurse, agency: south-warwickshire-foundation-trust, kind: PERSON, roles: [RECIPIENT]");
        SOLIHULL.accepts(SOLIHULL.pack().to("south-warwickshire-foundation-trust/swft-nurse"), known);
        assertThat(SOLIHULL
                .judge(SOLIHULL.pack().to("south-warwickshire-university-nhs-foundation-trust/swft-nurse"), known)
                .findings()).extracting(Finding::code).doesNotContain(Code.AGENCY_NOT_ADMITTED);
    }

    @Test
    @DisplayName("OB-039, OB-040: SO-07 asks for the need of each person")
    void asksForTheNeed() {
        SOLIHULL.objected(
                SOLIHULL.pack().edited("account: smbc-lead, why_needed: Takes part in the review",
                        "account: smbc-lead"),
                "SO-07", Code.NEED_TO_KNOW, "SO 3.4.5.6",
                "This upload was refused because you did not say why smbc-lead needs this information.");
        SOLIHULL.objected(SOLIHULL.pack().edited(", account: smbc-lead", ""), "SO-07", Code.NEED_TO_KNOW, "SO 3.4.5.6",
                "This upload was refused because it is addressed to Solihull Metropolitan Borough Council as a whole; name the account of the person or role that needs it.");
        SOLIHULL.objected(SOLIHULL.pack().edited("account: smbc-lead", "account: bsol-nurse"), "SO-07",
                Code.NEED_TO_KNOW, "SO 3.4.5.6",
                "This upload was refused because bsol-nurse is not an account of Solihull Metropolitan Borough Council that may receive information.");
    }

    @Test
    @DisplayName("OB-119: Solihull asks nobody for training or checks")
    void asksNobodyForTraining() {
        SOLIHULL.accepts(SOLIHULL.pack(),
                SOLIHULL.registers().edited(", trained_on: 2026-01-10, checked_on: 2026-01-10", ""));
    }

    @Test
    @DisplayName("OB-117, A-01, A-06: SO-08 refuses a place outside the EEA without a mechanism; under the ceiling the gateway speaks")
    void refusesAPlaceWithoutMechanism() {
        SOLIHULL.guarded(SOLIHULL.pack(),
                JudgedBy.place(SOLIHULL.ceilingLifted(), "solihull-metropolitan-borough-council", "CH"), "SO-08",
                Code.TERRITORY, "SO 5.3.7",
                "This upload was refused because Switzerland is outside the EEA and no international transfer mechanism is recorded.");
        SOLIHULL.guarded(SOLIHULL.pack(), SOLIHULL.placed("solihull-metropolitan-borough-council", "FR"), "SO-08",
                Code.TERRITORY, "[project]",
                "This upload was refused because this gateway sends only to UK endpoints and Solihull Metropolitan Borough Council's is in France.");
        SOLIHULL.guarded(SOLIHULL.pack().with(facts -> facts.from(new Place("US"))), SOLIHULL.ceilingLifted(), "SO-08",
                Code.TERRITORY, "SO 5.3.7",
                "This upload was refused because it was sent from the United States, which is outside the EEA, and no international transfer mechanism is recorded.");
        SOLIHULL.guarded(SOLIHULL.pack().with(facts -> facts.from(new Place("US"))), "SO-08", Code.TERRITORY,
                "[project]",
                "This upload was refused because this gateway takes uploads only from the UK and this one was sent from the United States.");
        SOLIHULL.guarded(SOLIHULL.pack().with(facts -> facts.storedIn(Set.of(new Place("US")))),
                SOLIHULL.ceilingLifted(), "SO-08", Code.TERRITORY, "SO 5.3.7",
                "This upload was refused because a store of the gateway is in the United States, which is outside the EEA, and no international transfer mechanism is recorded.");
        SOLIHULL.guarded(SOLIHULL.pack().with(facts -> facts.storedIn(Set.of(new Place("US")))), "SO-08",
                Code.TERRITORY, "[project]",
                "This upload was refused because this gateway keeps to the UK and a store of it is in the United States.");
    }

    @Test
    @DisplayName("OB-056, A-39: SO-09 refuses law enforcement, and no setting opens a lane that the text does not have")
    void refusesLawEnforcement() {
        SOLIHULL.guarded(SOLIHULL.pack().edited("purpose: AUDIT", "purpose: LAW-ENFORCEMENT"), "SO-09",
                Code.LAW_ENFORCEMENT, "SO 5.3.2",
                "This upload was refused because law enforcement is outside the purpose of the Solihull protocol.");
        SOLIHULL.guarded(SOLIHULL.pack().edited("regime: UK_GDPR", "regime: DPA_PART3"),
                SOLIHULL.setting("lawenf.mode", "PART3_LANE"), "SO-09", Code.LAW_ENFORCEMENT, "SO 5.3.2",
                "This upload was refused because law enforcement is outside the purpose of the Solihull protocol.");
    }
}
