// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.Judged.findings;
import static org.casegate.policy.agreement.Judged.judge;
import static org.casegate.policy.agreement.Judged.objected;

import java.util.Optional;
import java.util.Set;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.inspect.PartFindings;
import org.casegate.policy.inspect.PartFindings.Identifier;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// ST-07 and ST-10 to ST-15: who needs it, for what, by which law; clause and sentence to the letter.
class StaffordshirePeopleAndLawTest {

    @Test
    @DisplayName("OB-040: ST-07 refuses a recipient for whom no need is given")
    void refusesWithoutANeedToKnow() {
        objected(Packs.rapidReview().edited(", why_needed: Chairs the rapid review", ""), "ST-07", Code.NEED_TO_KNOW,
                "ST 5.1; ST 6.0; ST 7.0; ST 4.0",
                "This upload was refused because you did not say why scc-safeguarding-lead needs this information.");
    }

    @Test
    @DisplayName("OB-039: ST-07 refuses an agency as a whole, and an account that is not its own")
    void refusesAnAgencyWithoutAnAccount() {
        objected(Packs.rapidReview().edited("account: scc-safeguarding-lead, ", ""), "ST-07", Code.NEED_TO_KNOW,
                "ST 5.1; ST 6.0; ST 7.0; ST 4.0",
                "This upload was refused because it is addressed to Staffordshire County Council as a whole; name the account of the person or role that needs it.");
        objected(Packs.rapidReview().to("staffordshire-county-council/sp-review-officer"), "ST-07", Code.NEED_TO_KNOW,
                "ST 5.1; ST 6.0; ST 7.0; ST 4.0",
                "This upload was refused because sp-review-officer is not an account of Staffordshire County Council that may receive information.");
    }

    @Test
    @DisplayName("OB-119: ST-07 refuses a recipient without training")
    void refusesAnUntrainedRecipient() {
        objected(Packs.rapidReview(), Registers.allSigned().edited("roles: [RECIPIENT], trained_on: 2026-01-11",
                "roles: [RECIPIENT]"), "ST-07", Code.NEED_TO_KNOW, "ST 5.1; ST 6.0; ST 7.0; ST 4.0",
                "This upload was refused because no data protection training is recorded for scc-safeguarding-lead.");
    }

    @Test
    @DisplayName("OB-104: the same pack goes to a role with ordinary information, and not with descriptions of abuse")
    void keepsSensitiveInformationForNamedPersons() {
        Packs toRole = Packs.rapidReview().to("staffordshire-county-council/scc-front-door");
        String text = "This upload was refused because information this sensitive goes to a named person, and scc-front-door is not a person's account.";

        objected(toRole, "ST-07", Code.NEED_TO_KNOW, "ST 5.1; ST 6.0; ST 7.0; ST 4.0", text);
        assertThat(judge(toRole.edited("HEALTH, ABUSE", "AGE"))).isInstanceOf(Outcome.Accepted.class);
        objected(
                toRole.edited("HEALTH, ABUSE", "AGE")
                        .edited("key: child-1, living: true", "key: child-1, living: false")
                        .edited("equality_data: NONE", "confidentiality_basis: Same confidence as the living"),
                "ST-07",
                Code.NEED_TO_KNOW, "ST 5.1; ST 6.0; ST 7.0; ST 4.0", text);
    }

    @Test
    @DisplayName("OB-049: ST-10 refuses a purpose that the agreement does not list")
    void refusesAnUnlistedPurpose() {
        objected(Packs.rapidReview().edited("purpose: RAPID-REVIEW", "purpose: SERVICE-DEMAND-MODELLING"), "ST-10",
                Code.PURPOSE_NOT_LISTED, "ST 3.2; ST 1.2; ST 2.2 b6, b5",
                "This upload was refused because SERVICE-DEMAND-MODELLING is not a purpose of the Staffordshire agreement, so only anonymised information may be sent for it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MALTREATMENT", "IMPAIRMENT", "SAFE-CARE", "BEST-OUTCOMES", "NOTIFIABLE",
            "SERIOUS-NON-NOTIFIABLE", "SIN", "RAPID-REVIEW", "CSPR", "AUDIT", "CDOP", "PERFORMANCE"})
    @DisplayName("OB-049, OB-061: every listed purpose is accepted")
    void acceptsEveryListedPurpose(String purpose) {
        assertThat(judge(Packs.rapidReview().edited("RAPID-REVIEW", purpose))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    @DisplayName("OB-054: an anonymised pack may have another purpose; a leak is refused, and its kind is named, not its value")
    void refusesALeakInAnAnonymisedPack() {
        assertThat(judge(Packs.anonymised())).isInstanceOf(Outcome.Accepted.class);
        objected(Packs.anonymised().naming(1), "ST-11", Code.ANON_FAILED, "ST 2.2 b5",
                "This upload was refused because it was declared anonymised but chronology.csv contains what looks like an NHS number.");
        objected(Packs.anonymised().seen(
                new PartFindings(Optional.empty(), Set.of(), Set.of(Identifier.POSTCODE))), "ST-11",
                Code.ANON_FAILED, "ST 2.2 b5",
                "This upload was refused because it was declared anonymised but chronology.csv contains what looks like a full postcode.");
    }

    @Test
    @DisplayName("OB-077, A-38: ST-12 asks for a confidentiality basis where somebody has died, and then for no Article 6 or 9")
    void asksForABasisWhereSomebodyHasDied() {
        Packs died = Packs.rapidReview().edited("living: true", "living: false").without("art6").without("art9");

        objected(died, "ST-12", Code.DECEASED_BASIS, "ST 3.1",
                "This upload was refused because the confidentiality basis for the person who has died is missing.");
        assertThat(judge(died.edited("equality_data: NONE", "confidentiality_basis: The Board's duty of confidence")))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void asksWhomAnIdentifyingPackIsAbout() {
        objected(Packs.rapidReview().without("subjects"), "ST-12", Code.DECEASED_BASIS, "[project]",
                "This upload was refused because this gateway needs to know how many people it is about; list each under subjects by a key, never by a name.");
    }

    @ParameterizedTest
    @CsvSource({"a, consent", "b, contract", "f, legitimate interests", "RLI, recognised legitimate interests"})
    @DisplayName("B01, OB-062: ST-13 refuses a condition of Article 6 that the agreement does not rely on")
    void refusesAnUnlistedBasis(String article, String words) {
        objected(Packs.rapidReview().edited("art6: e", "art6: " + article), "ST-13", Code.BASIS_NOT_LISTED, "ST 3.1",
                "This upload was refused because the Staffordshire agreement relies only on legal obligation or public task, and "
                        + words + " was given.");
    }

    @Test
    @DisplayName("A-33: vital interests are refused even in an emergency, and the refusal says what covers one")
    void saysWhatCoversAnEmergency() {
        objected(Packs.rapidReview().edited("art6: e", "art6: d"), "ST-13", Code.BASIS_NOT_LISTED, "ST 3.1",
                "This upload was refused because the Staffordshire agreement relies only on legal obligation or public task, and vital interests was given. In an emergency public task, 6(1)(e) with 9(2)(g), covers it.");
        assertThat(judge(Packs.rapidReview().edited("art6: e", "art6: c"))).isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[HUMAN-RIGHTS-ACT-1998]", "[OTHER]"})
    @DisplayName("OB-064: ST-13 refuses a pack that names no listed Act or guidance")
    void refusesWithoutAListedInstrument(String gateways) {
        objected(Packs.rapidReview().edited("[CHILDREN-ACT-1989-AND-2004]", gateways), "ST-13", Code.GATEWAY_MISSING,
                "ST 3.1",
                "This upload was refused because you did not name the Act or guidance you are sharing under.");
    }

    @ParameterizedTest
    @CsvSource({"art9: g, art9: c", "dpa_condition: SCH1-P2-18, dpa_condition: SCH1-P1-2", "art9: g, art9:"})
    @DisplayName("OB-063: ST-14 refuses special category data without 9(2)(g) and paragraph 18")
    void refusesSpecialCategoryDataWithoutItsCondition(String right, String wrong) {
        objected(Packs.rapidReview().edited(right, wrong), "ST-14", Code.SPECIAL_CATEGORY, "ST 3.1",
                "This upload was refused because it holds special category data without the safeguarding condition the agreement relies on.");
    }

    @Test
    @DisplayName("OB-067, L-03: ST-14 asks why somebody acts without consent")
    void asksWhyThereIsNoConsent() {
        Packs silent = Packs.rapidReview().without("no_consent_reason");

        objected(silent, "ST-14", Code.SPECIAL_CATEGORY, "ST 3.1",
                "This upload was refused because it holds special category data and you did not say why you act without consent, which the safeguarding condition asks for.");
        assertThat(judge(silent.edited("art6: e", "art6: e\nconsent: { state: NOT_SOUGHT, reason: NOT_POSSIBLE }")))
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(judge(silent.edited("HEALTH, ABUSE", "ADDRESS"))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    @DisplayName("A-36: consent beside paragraph 18 is a warning, or a refusal where set so")
    void warnsOfConsentBesideTheSafeguardingCondition() {
        Packs consented = Packs.rapidReview().edited("art6: e", "art6: e\nconsent: { state: OBTAINED }");

        assertThat(judge(consented).warnings()).extracting(warning -> warning.code())
                .containsExactly(Code.CONSENT_CONFLICT);
        assertThat(findings(judge(consented, Registers.allSigned().setting("consent.p18_conflict", "REFUSE"))))
                .extracting(Finding::step).containsExactly("ST-14");
    }

    @ParameterizedTest
    @CsvSource({"GENETIC, genetic data", "SEXUAL-LIFE, sexual life", "FINANCIAL, financial information"})
    @DisplayName("OB-085, A-31: ST-15 refuses a type of information outside the twelve")
    void refusesAnUnlistedCategory(String category, String words) {
        objected(Packs.rapidReview().edited("[NAME,", "[NAME, " + category + ","), "ST-15", Code.CATEGORY_NOT_LISTED,
                "ST 4.1",
                "This upload was refused because " + words
                        + " is not a type of information listed in the Staffordshire agreement.");
    }

    @Test
    @DisplayName("OB-059, A-30: ST-15 takes equality data only with its flag")
    void asksWhyEqualityDataAreThere() {
        Packs equality = Packs.rapidReview().edited("[NAME,", "[NAME, EQUALITY,");

        objected(equality, "ST-15", Code.CATEGORY_NOT_LISTED, "ST 4.1",
                "This upload was refused because it holds race, religion, disability or ethnicity and equality_data does not give a reason that is allowed for it.");
        assertThat(judge(equality.edited("equality_data: NONE", "equality_data: EDI")))
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(judge(equality.edited("equality_data: NONE", "equality_data: EDI"),
                Registers.allSigned().setting("st.edi", "CASE_RELEVANT_ONLY"))).isInstanceOf(Outcome.Refused.class);
        assertThat(judge(equality.edited("equality_data: NONE", "equality_data: CASE_RELEVANT"),
                Registers.allSigned().setting("st.edi", "CASE_RELEVANT_ONLY"))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void asksWhatAnIdentifyingPackHolds() {
        objected(Packs.rapidReview().without("categories"), "ST-15", Code.CATEGORY_NOT_LISTED, "ST 4.1",
                "This upload was refused because it does not say which types of information it holds.");
    }

    @Test
    @DisplayName("OB-060: an adult in the family is within scope")
    void acceptsAnAdultInTheFamily() {
        assertThat(judge(Packs.rapidReview().edited("relation: FAMILY, adult: false", "relation: FAMILY, adult: true")))
                .isInstanceOf(Outcome.Accepted.class);
    }
}
