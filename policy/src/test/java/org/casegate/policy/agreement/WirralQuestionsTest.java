// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.casegate.policy.agreement.JudgedBy.WIRRAL;

import java.util.Optional;
import java.util.Set;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Packs;
import org.casegate.policy.check.Warning;
import org.casegate.policy.inspect.PartFindings.Identifier;
import org.casegate.policy.inspect.PartFindings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// WI-11 to WI-16: the four questions in order, condition and necessity; clause and sentence to the letter.
class WirralQuestionsTest {

    @Test
    @DisplayName("OB-051, B17: WI-11 asks for a clear purpose, one of nine, in words, also of a pack that identifies nobody")
    void asksForAClearPurpose() {
        WIRRAL.objected(WIRRAL.pack().without("purpose"), "WI-11", Code.PURPOSE_UNCLEAR, "WI When Q1; WI 3.5; WI 8.1",
                "This upload was refused because there is no clear and legitimate purpose for sharing.");
        WIRRAL.objected(WIRRAL.pack().without("purpose_statement"), "WI-11", Code.PURPOSE_UNCLEAR,
                "WI When Q1; WI 3.5; WI 8.1",
                "This upload was refused because there is no clear and legitimate purpose for sharing.");
        WIRRAL.objected(
                WIRRAL.pack().edited("identifiability: IDENTIFIABLE", "identifiability: ANONYMISED").without("subjects")
                        .without("categories").without("art6").without("art9").without("dpa_condition")
                        .without("no_consent_reason").without("legal_gateway").without("purpose"),
                "WI-11", Code.PURPOSE_UNCLEAR, "WI When Q1; WI 3.5; WI 8.1",
                "This upload was refused because there is no clear and legitimate purpose for sharing.");
        WIRRAL.objected(
                WIRRAL.pack().without("purpose_statement").edited("regime:",
                        "purpose_statement: Nineteen characters\nregime:"),
                "WI-11", Code.PURPOSE_UNCLEAR, "[project]",
                "This upload was refused because this gateway asks for the purpose in words, at least 20 characters under purpose_statement.");
        WIRRAL.accepts(WIRRAL.pack().without("purpose_statement").edited("regime:",
                "purpose_statement: Twenty characters ok\nregime:"));
        WIRRAL.objected(WIRRAL.pack().edited("purpose: REVIEW", "purpose: MALTREATMENT"), "WI-11",
                Code.PURPOSE_NOT_LISTED, "WI When Q1; WI 3.5; WI 8.1",
                "This upload was refused because MALTREATMENT is not a purpose of the Wirral agreement.");
        WIRRAL.objected(
                WIRRAL.pack().edited("identifiability: IDENTIFIABLE", "identifiability: ANONYMISED").without("subjects")
                        .without("categories").without("art6").without("art9").without("dpa_condition")
                        .without("no_consent_reason").without("legal_gateway")
                        .edited("purpose: REVIEW", "purpose: SERVICE-DEMAND"),
                "WI-11", Code.PURPOSE_NOT_LISTED, "WI When Q1; WI 3.5; WI 8.1",
                "This upload was refused because SERVICE-DEMAND is not a purpose of the Wirral agreement.");
    }

    @Test
    @DisplayName("OB-060: WI-11 takes in adults only by their relation to a child")
    void takesInAdultsByRelation() {
        WIRRAL.objected(WIRRAL.pack().edited("SUBJECT_CHILD, adult: false", "SUBJECT_CHILD, adult: true"), "WI-11",
                Code.PURPOSE_NOT_LISTED, "WI 3.1; WI 3.5",
                "This upload was refused because it names an adult as the child it is about, and the purposes of the Wirral agreement are about children and young people.");
    }

    @Test
    @DisplayName("OB-071, OB-055, OB-070, A-35: WI-12 respects a refusal unless safety or the public interest asks otherwise")
    void respectsARefusal() {
        WIRRAL.objected(WIRRAL.pack().edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK", "state: REFUSED"),
                "WI-12", Code.CONSENT_REFUSED, "WI When Q2; WI Consent; WI GR4; WI 3.4",
                "This upload was refused because consent was refused and you did not give a safety or public interest reason for sharing anyway.");
        WIRRAL.objected(
                WIRRAL.pack().edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK",
                        "state: REFUSED, override: SAFETY"),
                "WI-12", Code.CONSENT_REFUSED, "WI When Q2; WI Consent; WI GR4; WI 3.4",
                "This upload was refused because consent was refused and you did not give a safety or public interest reason for sharing anyway.");
        WIRRAL.objected(WIRRAL.pack().edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK", "state: WITHDRAWN"),
                "WI-12", Code.CONSENT_REFUSED, "WI When Q2; WI Consent; WI GR4; WI 3.4",
                "This upload was refused because consent was withdrawn and you did not give a safety or public interest reason for sharing anyway.");
        WIRRAL.objected(WIRRAL.pack().without("consent"), "WI-12", Code.CONSENT_REFUSED,
                "WI When Q2; WI Consent; WI GR4; WI 3.4",
                "This upload was refused because you did not say where consent stands: obtained, not sought, refused or withdrawn.");
        WIRRAL.accepts(WIRRAL.pack().edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK",
                "state: REFUSED, override: SAFETY, override_text: The child was hurt again"));
        WIRRAL.accepts(
                WIRRAL.pack().without("no_consent_reason").edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK",
                        "state: REFUSED, override: PUBLIC_INTEREST, override_text: Others are at risk"));
    }

    @Test
    @DisplayName("OB-054, OB-055: WI-13 asks a pack that identifies nobody for nothing but that it does not")
    void scansAnonymisedPacks() {
        WIRRAL.accepts(WIRRAL.pack().edited("identifiability: IDENTIFIABLE", "identifiability: ANONYMISED")
                .without("subjects").without("categories").without("art6").without("art9").without("dpa_condition")
                .without("no_consent_reason").without("legal_gateway").without("consent").without("informed")
                .without("wellbeing"));
        WIRRAL.objected(
                WIRRAL.pack().edited("identifiability: IDENTIFIABLE", "identifiability: ANONYMISED").without("subjects")
                        .without("categories").without("art6").without("art9").without("dpa_condition")
                        .without("no_consent_reason").without("legal_gateway")
                        .seen(new PartFindings(Optional.empty(), Set.of(), Set.of(Identifier.POSTCODE))),
                "WI-13", Code.ANON_FAILED, "WI When Q3",
                "This upload was refused because it was declared not to identify anyone but chronology.csv contains what looks like a full postcode.");
    }

    @Test
    @DisplayName("OB-077, A-38: people who have died have the same protection here, as a rule of the gateway")
    void protectsPeopleWhoHaveDied() {
        WIRRAL.objected(WIRRAL.pack().edited("living: true", "living: false"), "WI-DECEASED", Code.DECEASED_BASIS,
                "[project]",
                "This upload was refused because this gateway gives people who have died the same protection, and the confidentiality basis for the person who has died is missing.");
        WIRRAL.accepts(WIRRAL.pack().without("legal_gateway").without("art9").without("consent")
                .without("no_consent_reason").edited("living: true", "living: false")
                .edited("necessity:", "confidentiality_basis: The family agrees\nnecessity:"));
    }

    @Test
    @DisplayName("OB-055, OB-067: WI-14 asks for consent, or a lawful reason and one of three for doing without it")
    void asksForConsentOrReason() {
        WIRRAL.objected(WIRRAL.pack().without("legal_gateway"), "WI-14", Code.CONSENT_OR_REASON,
                "WI When Q4; WI Data Protection and GDPR b2; WI Legislative Framework",
                "This upload was refused because there is neither consent nor a lawful reason to share without it.");
        WIRRAL.objected(
                WIRRAL.pack().without("no_consent_reason").edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK",
                        "state: NOT_SOUGHT"),
                "WI-14", Code.CONSENT_OR_REASON, "WI When Q4; WI Data Protection and GDPR b2; WI Legislative Framework",
                "This upload was refused because there is neither consent nor a lawful reason to share without it.");
        WIRRAL.objected(
                WIRRAL.pack().without("no_consent_reason").edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK",
                        "state: NOT_SOUGHT, reason: He was not at home"),
                "WI-14", Code.CONSENT_OR_REASON, "WI When Q4; WI Data Protection and GDPR b2; WI Legislative Framework",
                "This upload was refused because there is neither consent nor a lawful reason to share without it.");
        WIRRAL.accepts(WIRRAL.pack().without("no_consent_reason"));
        WIRRAL.accepts(WIRRAL.pack().without("no_consent_reason").without("legal_gateway").without("dpa_condition")
                .edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK", "state: OBTAINED"));
        WIRRAL.accepts(WIRRAL.pack().without("legal_gateway"), WIRRAL.setting("wi.guidance_binds", "\"no\""));
    }

    @Test
    @DisplayName("OB-066, A-34: WI-15 takes the four likely conditions, and another with a reason in words")
    void takesTheFourLikelyConditions() {
        WIRRAL.objected(WIRRAL.pack().without("art9"), "WI-15", Code.SPECIAL_CATEGORY, "WI 4.4",
                "This upload was refused because it holds special category data and no special category condition was given.");
        WIRRAL.objected(WIRRAL.pack().edited("art9: g", "art9: h"), "WI-15", Code.SPECIAL_CATEGORY, "WI 4.4",
                "This upload was refused because it holds special category data and the condition given is not one of the likely ones; say under additional_justification why it applies.");
        WIRRAL.accepts(WIRRAL.pack().edited("art9: g",
                "art9: h\nadditional_justification: Care is provided under the Care Act"));
        WIRRAL.accepts(WIRRAL.pack().edited("art9: g", "art9: h"), WIRRAL.setting("special.accept", "TEN"));
        WIRRAL.accepts(WIRRAL.pack().edited("art9: g", "art9: c"));
        WIRRAL.accepts(WIRRAL.pack().edited("art9: g", "art9: f"));
        WIRRAL.objected(WIRRAL.pack().edited("art9: g", "art9: a"), "WI-15", Code.SPECIAL_CATEGORY, "WI 4.4",
                "This upload was refused because it holds special category data on explicit consent, and the manifest does not say that consent was obtained.");
    }

    @Test
    @DisplayName("A-36: WI-15 remarks on consent beside the safeguarding condition, or refuses it")
    void remarksOnConsentBesideParagraph18() {
        Packs both = WIRRAL.pack().edited("state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK", "state: OBTAINED");
        assertThat(WIRRAL.judge(both).warnings()).extracting(Warning::code).containsExactly(Code.CONSENT_CONFLICT);
        WIRRAL.objected(both, WIRRAL.setting("consent.p18_conflict", "REFUSE"), "WI-15", Code.SPECIAL_CATEGORY,
                "[project]",
                "This upload was refused because consent was obtained and this gateway is set not to take the safeguarding condition, which is for acting without consent, beside it.");
    }

    @Test
    @DisplayName("OB-084, OB-087: WI-16 asks why this much, and how it affects others in it")
    void asksForNecessityAndImpact() {
        WIRRAL.objected(WIRRAL.pack().without("necessity"), "WI-16", Code.NECESSITY, "WI Principles b1",
                "This upload was refused because you did not say why this amount is needed or how it affects other people in it.");
        WIRRAL.objected(WIRRAL.pack().without("third_party_impact"), "WI-16", Code.NECESSITY, "WI Principles b1",
                "This upload was refused because you did not say why this amount is needed or how it affects other people in it.");
        WIRRAL.objected(WIRRAL.pack().without("necessity").without("third_party_impact"), "WI-16", Code.NECESSITY,
                "WI Principles b1",
                "This upload was refused because you did not say why this amount is needed or how it affects other people in it.");
        WIRRAL.accepts(WIRRAL.pack().without("third_party_impact")
                .edited("  - { key: sibling-1, living: true, relation: FAMILY, adult: false }\n", ""));
    }
}
