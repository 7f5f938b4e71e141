// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.JudgedBy.COVENTRY;
import static org.casegate.policy.agreement.JudgedBy.SOLIHULL;
import static org.casegate.policy.agreement.JudgedBy.WIRRAL;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.inspect.PartFindings.Identifier;
import org.casegate.policy.inspect.PartFindings.Lock;
import org.casegate.policy.inspect.PartFindings;
import org.casegate.policy.manifest.PartName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// CO-09 to CO-19: purpose, basis and content; clause and sentence to the letter.
class CoventryContentTest {

    @Test
    @DisplayName("OB-053: CO-09 refuses a purpose beyond the seven")
    void refusesAPurposeBeyondTheSeven() {
        COVENTRY.objected(COVENTRY.pack().edited("purpose: REVIEW", "purpose: FRONT-DOOR"), "CO-09",
                Code.PURPOSE_NOT_LISTED, "CO 3.1; CO 3.5; CO 5.4.2; [project]",
                "This upload was refused because FRONT-DOOR is not a purpose of the Coventry agreement.");
    }

    @Test
    @DisplayName("OB-175: CO-09 asks for the reference of a request by the Department or the Panel")
    void asksForTheReferenceOfARequest() {
        COVENTRY.objected(COVENTRY.pack().edited("purpose: REVIEW", "purpose: PANEL-REQUEST"), "CO-09",
                Code.PURPOSE_NOT_LISTED, "CO 3.5.7",
                "This upload was refused because PANEL-REQUEST answers a request of the Department for Education or the National Panel, and its reference is missing from external_ref.");
        COVENTRY.accepts(COVENTRY.pack().edited("purpose: REVIEW", "purpose: PANEL-REQUEST\nexternal_ref: NP-2026-17"));
    }

    @Test
    @DisplayName("B13, OB-060, OB-053, A-37: CO-09 holds a pack about adults only for a second person, or refuses it")
    void holdsAPackAboutAdults() {
        COVENTRY.held(
                COVENTRY.pack().edited("SUBJECT_CHILD, adult: false", "SUBJECT_CHILD, adult: true").edited(
                        "FAMILY, adult: false", "FAMILY, adult: true"),
                "CO-09", Code.PURPOSE_NOT_LISTED, "CO 3.1",
                "This upload is on hold because it is about adults only and the purposes of the Coventry agreement are listed for children; a second person must confirm it.");
        COVENTRY.held(COVENTRY.pack().edited("purpose: REVIEW", "purpose: ADULT-SAFEGUARDING"), "CO-09",
                Code.PURPOSE_NOT_LISTED, "CO 3.1",
                "This upload is on hold because it is about adults only and the purposes of the Coventry agreement are listed for children; a second person must confirm it.");
        COVENTRY.accepts(COVENTRY.pack().edited("SUBJECT_CHILD, adult: false", "SUBJECT_CHILD, adult: true"));
        COVENTRY.objected(
                COVENTRY.pack().edited("SUBJECT_CHILD, adult: false", "SUBJECT_CHILD, adult: true")
                        .edited("FAMILY, adult: false", "FAMILY, adult: true"),
                COVENTRY.setting("co.adult_only_pack", "REFUSE"), "CO-09", Code.PURPOSE_NOT_LISTED, "[project]",
                "This upload was refused because it is about adults only and this gateway is set to take none, because the purposes of the Coventry agreement are listed for children.");
    }

    @Test
    @DisplayName("OB-054: CO-09 takes an anonymised pack for another purpose, if nothing in it identifies")
    void takesAnonymisedPacks() {
        COVENTRY.accepts(COVENTRY.pack().edited("identifiability: IDENTIFIABLE", "identifiability: ANONYMISED")
                .without("subjects").without("categories").without("art6").without("art9").without("dpa_condition")
                .without("no_consent_reason").without("legal_gateway").without("consent").without("informed")
                .without("wellbeing").edited("purpose: REVIEW", "purpose: SERVICE-DEMAND"));
        COVENTRY.objected(
                COVENTRY.pack().edited("identifiability: IDENTIFIABLE", "identifiability: ANONYMISED")
                        .without("subjects").without("categories").without("art6").without("art9")
                        .without("dpa_condition").without("no_consent_reason").without("legal_gateway")
                        .seen(new PartFindings(Optional.empty(), Set.of(), Set.of(Identifier.POSTCODE))),
                "CO-09", Code.ANON_FAILED, "CO 3.1; CO 3.5; CO 5.4.2; [project]",
                "This upload was refused because it was declared anonymised but chronology.csv contains what looks like a full postcode.");
    }

    @Test
    @DisplayName("OB-077, A-38: people who have died have the same protection here, as a rule of the gateway")
    void protectsPeopleWhoHaveDied() {
        COVENTRY.objected(COVENTRY.pack().edited("living: true", "living: false"), "CO-DECEASED", Code.DECEASED_BASIS,
                "[project]",
                "This upload was refused because this gateway gives people who have died the same protection, and the confidentiality basis for the person who has died is missing.");
        COVENTRY.accepts(COVENTRY.pack().without("legal_gateway").without("art9").without("consent")
                .edited("living: true", "living: false")
                .edited("necessity:", "confidentiality_basis: The family agrees\nnecessity:"));
    }

    @Test
    @DisplayName("OB-065: CO-10 asks for a legal power, listed or stated")
    void asksForALegalPower() {
        COVENTRY.objected(COVENTRY.pack().without("legal_gateway"), "CO-10", Code.GATEWAY_MISSING,
                "CO 5.1; CO 4.1; CO 4.2",
                "This upload was refused because you did not say which legal power you are sharing under.");
        COVENTRY.accepts(COVENTRY.pack().edited("[CHILDREN-AND-SOCIAL-WORK-ACT-2017]",
                "[SECTION-14-OF-THE-OFFENDER-MANAGEMENT-ACT]"));
    }

    @Test
    @DisplayName("OB-069, OB-070, A-35: CO-10 asks that consent was considered, even where it is not relied on")
    void asksThatConsentWasConsidered() {
        COVENTRY.objected(COVENTRY.pack().without("consent"), "CO-10", Code.CONSENT_NOT_CONSIDERED,
                "CO 5.1; CO 4.1; CO 4.2",
                "This upload was refused because you did not record that consent was considered, even if you are not relying on it.");
        COVENTRY.objected(
                COVENTRY.pack().without("no_consent_reason").edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK",
                        "state: NOT_SOUGHT"),
                "CO-10", Code.CONSENT_NOT_CONSIDERED, "CO 5.1; CO 4.1; CO 4.2",
                "This upload was refused because you did not record that consent was considered, even if you are not relying on it.");
        COVENTRY.accepts(COVENTRY.pack().without("no_consent_reason"));
        COVENTRY.accepts(COVENTRY.pack().without("consent"), COVENTRY.setting("consent.rule", "[RESPECTED]"));
    }

    @Test
    @DisplayName("OB-071, A-35: CO-11 respects a refusal unless safety or the public interest asks otherwise")
    void respectsARefusal() {
        COVENTRY.objected(COVENTRY.pack().edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK", "state: REFUSED"),
                "CO-11", Code.CONSENT_REFUSED, "CO 3.4.5.4",
                "This upload was refused because consent was refused and you did not give a safety or public interest reason for sharing anyway.");
        COVENTRY.objected(COVENTRY.pack().edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK", "state: WITHDRAWN"),
                "CO-11", Code.CONSENT_REFUSED, "CO 3.4.5.4",
                "This upload was refused because consent was withdrawn and you did not give a safety or public interest reason for sharing anyway.");
        COVENTRY.accepts(COVENTRY.pack().edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK",
                "state: REFUSED, override: PUBLIC_INTEREST, override_text: Others are at risk"));
        COVENTRY.accepts(COVENTRY.pack().edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK", "state: REFUSED"),
                COVENTRY.setting("consent.rule", "[CONSIDERED]"));
    }

    @Test
    @DisplayName("OB-066, A-34, A-25: CO-12 takes the four likely conditions, another with a reason in words, and never clause 5.5.5")
    void takesTheFourLikelyConditions() {
        COVENTRY.objected(COVENTRY.pack().without("art9"), "CO-12", Code.SPECIAL_CATEGORY, "CO 5.5",
                "This upload was refused because it holds special category data and no special category condition was given.");
        COVENTRY.objected(COVENTRY.pack().edited("art9: g", "art9: j"), "CO-12", Code.SPECIAL_CATEGORY, "CO 5.5",
                "This upload was refused because it holds special category data and the condition given is not one of the likely ones; say under additional_justification why it applies.");
        COVENTRY.accepts(COVENTRY.pack().edited("art9: g",
                "art9: j\nadditional_justification: The review is published as research"));
    }

    @Test
    @DisplayName("OB-084, OB-086: CO-13 asks why the information is necessary and proportionate")
    void asksForNecessity() {
        COVENTRY.objected(COVENTRY.pack().without("necessity"), "CO-13", Code.NECESSITY, "CO 3.2; CO 3.4.5.6",
                "This upload was refused because you did not say why this information is necessary and proportionate.");
    }

    @Test
    @DisplayName("OB-084, OB-102, A-44: CO-14 holds what names too many people and refuses what it cannot look into")
    void matchesContentAndManifest() {
        COVENTRY.held(COVENTRY.pack().naming(5), "CO-14", Code.TOO_MANY_SUBJECTS, "CO 3.4.5.6",
                "This upload is on hold because it appears to contain 5 people and you declared 2.");
        COVENTRY.objected(COVENTRY.pack().seen(new PartFindings(Optional.of(Lock.ENCRYPTED_ZIP), Set.of(), Set.of())),
                "CO-14", Code.UNREADABLE, "CO 3.4.5.6; [project]",
                "This upload was refused because chronology.csv is locked with a password and cannot be checked; this gateway encrypts it for you.");
    }

    @Test
    @DisplayName("OB-089: CO-15 asks for the date to which it is up to date")
    void asksForTheAsAtDate() {
        COVENTRY.objected(COVENTRY.pack().without("as_at"), "CO-15", Code.AS_AT_MISSING, "CO 5.4.3",
                "This upload was refused because you did not give the date to which the information is up to date.");
    }

    @Test
    @DisplayName("OB-127, OB-073, OB-082: CO-16 asks for the reason, whether the person was told, and the wellbeing considered")
    void asksForTheReason() {
        COVENTRY.objected(COVENTRY.pack().without("reason"), "CO-16", Code.REASON_MISSING,
                "CO 3.4.5.7; CO 5.4.10; CO 3.4.5.2; CO 3.4.5.5",
                "This upload was refused because the reason for sharing, which must be recorded, is missing.");
        COVENTRY.objected(COVENTRY.pack().without("informed"), "CO-16", Code.REASON_MISSING,
                "CO 3.4.5.7; CO 5.4.10; CO 3.4.5.2; CO 3.4.5.5",
                "This upload was refused because the reason for sharing, which must be recorded, is missing: say whether the person has been told, or why not.");
        COVENTRY.objected(COVENTRY.pack().without("wellbeing"), "CO-16", Code.REASON_MISSING,
                "CO 3.4.5.7; CO 5.4.10; CO 3.4.5.2; CO 3.4.5.5",
                "This upload was refused because the reason for sharing, which must be recorded, is missing: say how safety and wellbeing were considered.");
    }

    @Test
    @DisplayName("OB-058, A-51: CO-17 holds what came by another transfer")
    void holdsWhatCameByAnotherTransfer() {
        COVENTRY.held(COVENTRY.pack().receivedFrom("west-midlands-police"), "CO-17", Code.REUSE, "CO 5.4.2",
                "This upload is on hold because chronology.csv was received under another transfer and may only be used for the purpose it was shared for.");
    }

    @Test
    @DisplayName("OB-141, OB-142, S18: CO-18 asks for a class of each part, and refuses one without an end even under review")
    void asksForAClassOfEachPart() {
        COVENTRY.objected(
                COVENTRY.pack().edited("nature: FACT, court_material: false, retention_class: case-pack",
                        "nature: FACT"),
                "CO-18", Code.RETENTION_MISSING, "CO 5.4.11; CO 5.5.5",
                "This upload was refused because chronology.csv has no retention class of its own.");
        COVENTRY.objected(
                COVENTRY.pack().edited("nature: FACT, court_material: false, retention_class: case-pack",
                        "nature: FACT, retention_class: kept-pack"),
                "CO-18", Code.RETENTION_MISSING, "CO 5.4.11; CO 5.5.5",
                "This upload was refused because chronology.csv has the retention class kept-pack, which has no end.");
    }

    @Test
    @DisplayName("OB-142: each part of a pack goes on a date of its own")
    void givesEachPartItsOwnDate() {
        Packs three = COVENTRY.pack().edited("nature: FACT, court_material: false, retention_class: case-pack",
                "nature: FACT, retention_class: council-pack");
        assertThat(COVENTRY.judge(three)).isInstanceOfSatisfying(Outcome.Accepted.class,
                accepted -> assertThat(accepted.destroyOn()).containsExactlyInAnyOrderEntriesOf(
                        Map.of(new PartName("chronology.csv"), LocalDate.of(2027, 5, 6),
                                new PartName("clinical summary.txt"), LocalDate.of(2026, 8, 4))));
    }

    @Test
    @DisplayName("CO-19 says what is said when the ledger cannot be written")
    void saysWhatIsSaidWithoutALedger() {
        assertThat(COVENTRY.agreement().unrecorded().findings())
                .containsExactly(new Finding("CO-19", Code.LEDGER, ClauseRef.parse("CO 5.4.4; CO 5.4.10"),
                        "This upload was refused because the gateway could not record it, and nothing was kept."));
    }
}
