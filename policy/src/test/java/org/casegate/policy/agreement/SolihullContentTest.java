// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.JudgedBy.SOLIHULL;

import java.util.Optional;
import java.util.Set;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Packs;
import org.casegate.policy.inspect.PartFindings.Identifier;
import org.casegate.policy.inspect.PartFindings.Lock;
import org.casegate.policy.inspect.PartFindings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// SO-10 to SO-22: purpose, basis and content; clause and sentence to the letter.
class SolihullContentTest {

    @Test
    @DisplayName("OB-050: SO-10 refuses a purpose beyond the six")
    void refusesAPurposeBeyondTheSix() {
        SOLIHULL.objected(SOLIHULL.pack().edited("purpose: AUDIT", "purpose: PANEL-REQUEST"), "SO-10",
                Code.PURPOSE_NOT_LISTED, "SO 3.5; SO 5.3.2; [project]",
                "This upload was refused because PANEL-REQUEST is not a purpose of the Solihull protocol.");
        SOLIHULL.objected(SOLIHULL.pack().without("purpose"), "SO-10", Code.PURPOSE_NOT_LISTED,
                "SO 3.5; SO 5.3.2; [project]",
                "This upload was refused because an empty purpose is not a purpose of the Solihull protocol.");
    }

    @Test
    @DisplayName("OB-060: SO-10 takes in adults only by their relation to a child")
    void takesInAdultsByRelation() {
        SOLIHULL.objected(SOLIHULL.pack().edited("SUBJECT_CHILD, adult: false", "SUBJECT_CHILD, adult: true"), "SO-10",
                Code.PURPOSE_NOT_LISTED, "SO 3.1",
                "This upload was refused because it names an adult as the child it is about, and the purpose of the Solihull protocol is to protect children.");
        SOLIHULL.accepts(SOLIHULL.pack().edited("FAMILY, adult: false", "FAMILY, adult: true"));
    }

    @Test
    @DisplayName("OB-054: SO-10 takes an anonymised pack for another purpose, if nothing in it identifies")
    void takesAnonymisedPacks() {
        SOLIHULL.accepts(SOLIHULL.pack().edited("identifiability: IDENTIFIABLE", "identifiability: ANONYMISED")
                .without("subjects").without("categories").without("art6").without("art9").without("dpa_condition")
                .without("no_consent_reason").without("legal_gateway")
                .edited("purpose: AUDIT", "purpose: SERVICE-DEMAND"));
        SOLIHULL.objected(
                SOLIHULL.pack().edited("identifiability: IDENTIFIABLE", "identifiability: ANONYMISED")
                        .without("subjects").without("categories").without("art6").without("art9")
                        .without("dpa_condition").without("no_consent_reason").without("legal_gateway")
                        .seen(new PartFindings(Optional.empty(), Set.of(), Set.of(Identifier.POSTCODE))),
                "SO-10", Code.ANON_FAILED, "SO 3.5; SO 5.3.2; [project]",
                "This upload was refused because it was declared anonymised but chronology.csv contains what looks like a full postcode.");
    }

    @Test
    @DisplayName("OB-077, A-38: people who have died have the same protection here, as a rule of the gateway")
    void protectsPeopleWhoHaveDied() {
        SOLIHULL.objected(SOLIHULL.pack().edited("living: true", "living: false"), "SO-DECEASED", Code.DECEASED_BASIS,
                "[project]",
                "This upload was refused because this gateway gives people who have died the same protection, and the confidentiality basis for the person who has died is missing.");
        SOLIHULL.objected(SOLIHULL.pack().without("subjects"), "SO-DECEASED", Code.DECEASED_BASIS, "[project]",
                "This upload was refused because this gateway needs to know how many people it is about; list each under subjects by a key, never by a name.");
        SOLIHULL.accepts(
                SOLIHULL.pack().without("legal_gateway").without("art9").edited("living: true", "living: false")
                        .edited("necessity:", "confidentiality_basis: The family agrees\nnecessity:"));
        SOLIHULL.accepts(SOLIHULL.pack().edited("living: true", "living: false"),
                SOLIHULL.setting("deceased.same_protection", "\"no\""));
    }

    @Test
    @DisplayName("OB-065: SO-11 asks for a legal power, listed or stated")
    void asksForALegalPower() {
        SOLIHULL.objected(SOLIHULL.pack().without("legal_gateway"), "SO-11", Code.GATEWAY_MISSING, "SO 4.1; SO 4.2",
                "This upload was refused because you did not say which legal power you are sharing under.");
        SOLIHULL.objected(SOLIHULL.pack().edited("[CHILDREN-AND-SOCIAL-WORK-ACT-2017]", "[OTHER]"), "SO-11",
                Code.GATEWAY_MISSING, "SO 4.1; SO 4.2",
                "This upload was refused because you did not say which legal power you are sharing under.");
        SOLIHULL.objected(SOLIHULL.pack().edited("[CHILDREN-AND-SOCIAL-WORK-ACT-2017]", "[MAGNA-CARTA]"), "SO-11",
                Code.GATEWAY_MISSING, "SO 4.1; SO 4.2",
                "This upload was refused because you did not say which legal power you are sharing under.");
        SOLIHULL.accepts(SOLIHULL.pack().edited("[CHILDREN-AND-SOCIAL-WORK-ACT-2017]",
                "[OTHER]\nlegal_gateway_other: \"Local Government Act 2000, section 2\""));
        SOLIHULL.accepts(SOLIHULL.pack().edited("[CHILDREN-AND-SOCIAL-WORK-ACT-2017]",
                "[INFORMATION-SHARING-ADVICE-TO-PRACTITIONERS-PROVIDING-SAFEGUARDING-SERVICES-TO-CHILDREN-YOUNG-PEOPLE-PARENTS-AND-CARERS-JULY-2018]"));
    }

    @Test
    @DisplayName("OB-066: SO-12 asks for a condition where the pack holds special category data")
    void asksForASpecialCategoryCondition() {
        SOLIHULL.objected(SOLIHULL.pack().without("art9"), "SO-12", Code.SPECIAL_CATEGORY, "SO 5.4",
                "This upload was refused because it holds special category data and no special category condition was given.");
        SOLIHULL.accepts(
                SOLIHULL.pack().without("art9").edited("[NAME, DATE-OF-BIRTH, HEALTH, ABUSE]", "[NAME, EDUCATION]"));
    }

    @Test
    @DisplayName("OB-072, OB-070, A-35: SO-13 refuses to rely on consent that was withdrawn, not given, or no choice")
    void refusesConsentThatIsNone() {
        SOLIHULL.objected(
                SOLIHULL.pack().edited("art6: e", "art6: a").edited("art9: g", "art9: g")
                        .edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK", "state: WITHDRAWN"),
                "SO-13", Code.CONSENT_WITHDRAWN, "SO 3.4.5.4; SO 5.4.1; SO flowchart note 1",
                "This upload was refused because consent is the only condition given and it has been withdrawn.");
        SOLIHULL.objected(
                SOLIHULL.pack().edited("art6: e", "art6: a").edited("art9: g", "art9: g")
                        .edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK", "state: NOT_SOUGHT"),
                "SO-13", Code.CONSENT_WITHDRAWN, "SO 3.4.5.4; SO 5.4.1; SO flowchart note 1",
                "This upload was refused because consent is the condition given and the manifest does not say that it was obtained.");
        SOLIHULL.objected(
                SOLIHULL.pack().edited("art6: e", "art6: a").edited("art9: g", "art9: g").edited(
                        "state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK", "state: OBTAINED, reason: NO_REAL_CHOICE"),
                "SO-13", Code.CONSENT_WITHDRAWN, "SO 3.4.5.4; SO 5.4.1; SO flowchart note 1",
                "This upload was refused because consent is the condition given and there was no real choice to refuse it.");
        SOLIHULL.accepts(SOLIHULL.pack().edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK", "state: WITHDRAWN"));
        SOLIHULL.accepts(SOLIHULL.pack().edited("art6: e", "art6: a").edited("art9: g", "art9: a")
                .edited("dpa_condition: SCH1-P2-18\n", "")
                .edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK", "state: OBTAINED"));
    }

    @Test
    @DisplayName("OB-071: the rewritten golden rule of Solihull does not ask to respect a refusal")
    void doesNotAskToRespectARefusal() {
        SOLIHULL.accepts(SOLIHULL.pack().edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK", "state: REFUSED"));
        SOLIHULL.accepts(SOLIHULL.pack().without("consent"));
    }

    @Test
    @DisplayName("OB-084, OB-086: SO-14 asks why the information is necessary and proportionate")
    void asksForNecessity() {
        SOLIHULL.objected(SOLIHULL.pack().without("necessity"), "SO-14", Code.NECESSITY, "SO 3.2; SO 3.4.5.6",
                "This upload was refused because you did not say why this information is necessary and proportionate.");
    }

    @Test
    @DisplayName("OB-084, OB-102, A-29, A-44: SO-15 holds what names too many people and refuses what it cannot look into")
    void matchesContentAndManifest() {
        SOLIHULL.held(SOLIHULL.pack().naming(5), "SO-15", Code.TOO_MANY_SUBJECTS, "SO 3.4.5.6",
                "This upload is on hold because it appears to contain 5 people and you declared 2.");
        SOLIHULL.accepts(SOLIHULL.pack().naming(2));
        SOLIHULL.accepts(SOLIHULL.pack().naming(5), SOLIHULL.setting("minimum.checks", "\"\""));
        SOLIHULL.objected(SOLIHULL.pack().seen(new PartFindings(Optional.of(Lock.ENCRYPTED_ZIP), Set.of(), Set.of())),
                "SO-15", Code.UNREADABLE, "SO 3.4.5.6; [project]",
                "This upload was refused because chronology.csv is locked with a password and cannot be checked; this gateway encrypts it for you.");
    }

    @Test
    @DisplayName("OB-089: SO-16 asks for the date to which it is up to date")
    void asksForTheAsAtDate() {
        SOLIHULL.objected(SOLIHULL.pack().without("as_at"), "SO-16", Code.AS_AT_MISSING, "SO 5.3.3",
                "This upload was refused because you did not give the date to which the information is up to date.");
        SOLIHULL.objected(SOLIHULL.pack().edited("as_at: 2026-05-04", "as_at: 2026-05-07"), "SO-16", Code.AS_AT_MISSING,
                "SO 5.3.3",
                "This upload was refused because the date to which the information is up to date is still to come.");
    }

    @Test
    @DisplayName("OB-127: SO-17 asks for the reason for sharing")
    void asksForTheReason() {
        SOLIHULL.objected(SOLIHULL.pack().without("reason"), "SO-17", Code.REASON_MISSING, "SO 3.4.5.7; SO 5.3.10",
                "This upload was refused because the reason for sharing, which must be recorded, is missing.");
    }

    @Test
    @DisplayName("OB-073: SO-18 asks whether the family was told, or why not")
    void asksWhetherTheFamilyWasTold() {
        SOLIHULL.objected(SOLIHULL.pack().without("informed"), "SO-18", Code.INFORMED_MISSING, "SO 3.4.5.2; SO 3.4.5.4",
                "This upload was refused because you did not say whether the family has been told, or why not.");
        SOLIHULL.objected(
                SOLIHULL.pack().edited("state: NOT_TOLD, reason: Would place the child at risk", "state: NOT_TOLD"),
                "SO-18", Code.INFORMED_MISSING, "SO 3.4.5.2; SO 3.4.5.4",
                "This upload was refused because you did not say whether the family has been told, or why not.");
        SOLIHULL.objected(
                SOLIHULL.pack().edited("state: NOT_TOLD, reason: Would place the child at risk", "state: WILL_BE_TOLD"),
                "SO-18", Code.INFORMED_MISSING, "SO 3.4.5.2; SO 3.4.5.4",
                "This upload was refused because you did not say whether the family has been told, or why not.");
        SOLIHULL.accepts(
                SOLIHULL.pack().edited("state: NOT_TOLD, reason: Would place the child at risk", "state: TOLD"));
        SOLIHULL.accepts(SOLIHULL.pack().edited("state: NOT_TOLD, reason: Would place the child at risk",
                "state: WILL_BE_TOLD, on: 2026-05-20"));
    }

    @Test
    @DisplayName("OB-082: SO-19 asks for the safety and wellbeing consideration")
    void asksForWellbeing() {
        SOLIHULL.objected(SOLIHULL.pack().without("wellbeing"), "SO-19", Code.WELLBEING_MISSING, "SO 3.4.5.5",
                "This upload was refused because the safety and wellbeing consideration is missing.");
    }

    @Test
    @DisplayName("OB-058, OB-150, A-51: SO-20 holds what came by another transfer")
    void holdsWhatCameByAnotherTransfer() {
        SOLIHULL.held(SOLIHULL.pack().receivedFrom("cafcass"), "SO-20", Code.REUSE, "SO 5.3.2",
                "This upload is on hold because chronology.csv was received under another transfer and may only be used for the purpose it was shared for.");
    }

    @Test
    @DisplayName("OB-141, OB-144: SO-21 refuses a part without a class that ends")
    void refusesAPartWithoutAnEnd() {
        SOLIHULL.objected(
                SOLIHULL.pack().edited("nature: FACT, court_material: false, retention_class: case-pack",
                        "nature: FACT"),
                "SO-21", Code.RETENTION_MISSING, "SO 5.3.11",
                "This upload was refused because chronology.csv has no retention class with an end date.");
        SOLIHULL.objected(
                SOLIHULL.pack().edited("nature: FACT, court_material: false, retention_class: case-pack",
                        "nature: FACT, retention_class: kept-pack"),
                "SO-21", Code.RETENTION_MISSING, "SO 5.3.11",
                "This upload was refused because chronology.csv has no retention class with an end date.");
        SOLIHULL.objected(
                SOLIHULL.pack().edited("nature: FACT, court_material: false, retention_class: case-pack",
                        "nature: FACT, retention_class: no-such"),
                "SO-21", Code.RETENTION_MISSING, "SO 5.3.11",
                "This upload was refused because chronology.csv names the retention class no-such, which is not in the Solihull schedule.");
    }

    @Test
    @DisplayName("SO-22 says what is said when the ledger cannot be written")
    void saysWhatIsSaidWithoutALedger() {
        assertThat(SOLIHULL.agreement().unrecorded().findings())
                .containsExactly(new Finding("SO-22", Code.LEDGER, ClauseRef.parse("SO 5.3.4; SO 5.3.10"),
                        "This upload was refused because the gateway could not record it, and nothing was kept."));
    }

    @Test
    @DisplayName("OB-091: Solihull does not ask for fact or opinion")
    void doesNotAskForFactOrOpinion() {
        SOLIHULL.accepts(SOLIHULL.pack().edited("nature: FACT, ", ""));
    }
}
