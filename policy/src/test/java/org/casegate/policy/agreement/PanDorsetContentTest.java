// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.JudgedBy.PAN_DORSET;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.inspect.PartFindings.Lock;
import org.casegate.policy.inspect.PartFindings;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// PD-09 to PD-21: purpose, basis and content; clause and sentence to the letter.
class PanDorsetContentTest {

    @Test
    @DisplayName("OB-052, OB-004: PD-09 refuses a purpose beyond the list")
    void refusesAPurposeBeyondTheList() {
        PAN_DORSET.objected(PAN_DORSET.pack().edited("purpose: CSPR", "purpose: RAPID-REVIEW"), "PD-09",
                Code.PURPOSE_NOT_LISTED, "PD SCOPE; PD PURPOSES b) b5, b6; PD PRINCIPLES b5",
                "This upload was refused because RAPID-REVIEW is not a purpose of the Pan-Dorset agreement and no legal justification was given.");
        PAN_DORSET.accepts(PAN_DORSET.pack().edited("purpose: CSPR", "purpose: APPRECIATIVE-INQUIRY"));
    }

    @Test
    @DisplayName("OB-052, A-40: PD-09 holds an additional purpose for the lead body, if it says why the law permits it")
    void holdsAnAdditionalPurpose() {
        PAN_DORSET.held(PAN_DORSET.pack().edited("purpose: CSPR",
                "purpose: ADDITIONAL-PERMITTED\nadditional_justification: The coroner has asked under the Coroners and Justice Act 2009"),
                PAN_DORSET.setting("pd.lead_body", "dorset-council"), "PD-09", Code.PURPOSE_NOT_LISTED,
                "PD SCOPE; PD PURPOSES b) b5, b6; PD PRINCIPLES b5",
                "This upload is on hold because ADDITIONAL-PERMITTED goes beyond the purposes of the Pan-Dorset agreement and the lead body must confirm that the law permits it.");
        assertThat(PAN_DORSET.judge(PAN_DORSET.pack().edited("purpose: CSPR",
                "purpose: ADDITIONAL-PERMITTED\nadditional_justification: The coroner has asked under the Coroners and Justice Act 2009"),
                PAN_DORSET.setting("pd.lead_body", "dorset-council")).findings().getFirst().question().orElseThrow()
                .agency()).hasToString("dorset-council");
        PAN_DORSET.objected(PAN_DORSET.pack().edited("purpose: CSPR", "purpose: ADDITIONAL-PERMITTED"),
                PAN_DORSET.setting("pd.lead_body", "dorset-council"), "PD-09", Code.PURPOSE_NOT_LISTED,
                "PD SCOPE; PD PURPOSES b) b5, b6; PD PRINCIPLES b5",
                "This upload was refused because ADDITIONAL-PERMITTED is not a purpose of the Pan-Dorset agreement and no legal justification was given.");
        PAN_DORSET.objected(PAN_DORSET.pack().edited("purpose: CSPR",
                "purpose: ADDITIONAL-PERMITTED\nadditional_justification: The coroner has asked under the Coroners and Justice Act 2009"),
                PAN_DORSET.setting("pd.lead_body", "dorset-council").setting("pd.additional", "REFUSE"), "PD-09",
                Code.PURPOSE_NOT_LISTED, "[project]",
                "This upload was refused because ADDITIONAL-PERMITTED goes beyond the purposes of the Pan-Dorset agreement and this gateway is set to take none that does.");
    }

    @Test
    @DisplayName("OB-060: PD-09 takes in adults only by their relation to a child")
    void takesInAdultsByRelation() {
        PAN_DORSET.objected(PAN_DORSET.pack().edited("SUBJECT_CHILD, adult: false", "SUBJECT_CHILD, adult: true"),
                "PD-09", Code.PURPOSE_NOT_LISTED, "PD SCOPE",
                "This upload was refused because it names an adult as the child it is about, and the Pan-Dorset agreement is about children and young people.");
    }

    @Test
    @DisplayName("S20, OB-054: PD-10 takes anonymised data for another purpose, and refuses a leak by its kind, not by its value")
    void takesAnonymisedDataWithoutALeak() {
        PAN_DORSET.accepts(PAN_DORSET.pack().edited("identifiability: IDENTIFIABLE", "identifiability: ANONYMISED")
                .without("subjects").without("categories").without("art6").without("art9").without("dpa_condition")
                .without("no_consent_reason").without("legal_gateway")
                .edited("purpose: CSPR", "purpose: SERVICE-DEMAND-MODELLING"));
        PAN_DORSET
                .objected(
                        PAN_DORSET.pack().edited("identifiability: IDENTIFIABLE", "identifiability: ANONYMISED")
                                .without("subjects").without("categories").without("art6").without(
                                        "art9")
                                .without("dpa_condition").without("no_consent_reason").without("legal_gateway")
                                .edited("purpose: CSPR", "purpose: SERVICE-DEMAND-MODELLING").naming(1),
                        "PD-10", Code.ANON_FAILED, "PD PRINCIPLES b5",
                        "This upload was refused because it was declared anonymised but chronology.csv contains what looks like an NHS number.");
    }

    @Test
    @DisplayName("OB-077, A-38: PD-11 asks for a basis in confidentiality for somebody who has died")
    void asksForABasisInConfidentiality() {
        PAN_DORSET.objected(PAN_DORSET.pack().edited("living: true", "living: false"), "PD-11", Code.DECEASED_BASIS,
                "PD PURPOSES a)",
                "This upload was refused because the confidentiality basis for the person who has died is missing.");
        PAN_DORSET.objected(PAN_DORSET.pack().without("subjects"), "PD-11", Code.DECEASED_BASIS, "[project]",
                "This upload was refused because this gateway needs to know how many people it is about; list each under subjects by a key, never by a name.");
        PAN_DORSET.accepts(PAN_DORSET.pack().without("art6").without("art9").without("legal_gateway")
                .edited("living: true", "living: false")
                .edited("necessity:", "confidentiality_basis: The family agrees\nnecessity:"));
    }

    @Test
    @DisplayName("OB-062, OB-064, B01, A-33: PD-12 relies on legal obligation or public task and a listed Act")
    void reliesOnTwoConditionsAndAListedAct() {
        PAN_DORSET.objected(PAN_DORSET.pack().edited("art6: e", "art6: a"), "PD-12", Code.BASIS_NOT_LISTED,
                "PD PURPOSES a)",
                "This upload was refused because the Pan-Dorset agreement relies only on legal obligation or public task, and consent was given.");
        PAN_DORSET.objected(PAN_DORSET.pack().without("art6"), "PD-12", Code.BASIS_NOT_LISTED, "PD PURPOSES a)",
                "This upload was refused because the Pan-Dorset agreement relies only on legal obligation or public task, and no basis was given.");
        PAN_DORSET.objected(PAN_DORSET.pack().edited("art6: e", "art6: d"), "PD-12", Code.BASIS_NOT_LISTED,
                "PD PURPOSES a)",
                "This upload was refused because the Pan-Dorset agreement relies only on legal obligation or public task, and vital interests was given. In an emergency public task, 6(1)(e) with 9(2)(g), covers it.");
        PAN_DORSET.objected(
                PAN_DORSET.pack().edited("[CHILDREN-AND-SOCIAL-WORK-ACT-2017]",
                        "[WORKING-TOGETHER-TO-SAFEGUARD-CHILDREN-2023]"),
                "PD-12", Code.GATEWAY_MISSING, "PD PURPOSES a)",
                "This upload was refused because you did not name the Act or guidance you are sharing under.");
        PAN_DORSET.accepts(PAN_DORSET.pack().edited("art6: e", "art6: c").edited("[CHILDREN-AND-SOCIAL-WORK-ACT-2017]",
                "[WORKING-TOGETHER-TO-SAFEGUARD-CHILDREN-2018]"));
        PAN_DORSET.accepts(PAN_DORSET.pack().edited("art6: e", "art6: d"),
                PAN_DORSET.setting("basis.emergency", "[d]"));
        PAN_DORSET.accepts(PAN_DORSET.pack().edited("art6: e", "art6: a"),
                PAN_DORSET.setting("basis.closed", "\"no\""));
    }

    @Test
    @DisplayName("OB-063, OB-067, B03: PD-13 relies on 9(2)(g) with paragraph 18, and points whoever gives vital interests to it")
    void reliesOnSubstantialPublicInterest() {
        PAN_DORSET.objected(PAN_DORSET.pack().edited("art9: g", "art9: h"), "PD-13", Code.SPECIAL_CATEGORY,
                "PD PURPOSES a)",
                "This upload was refused because it holds special category data without the safeguarding condition the agreement relies on.");
        PAN_DORSET.objected(PAN_DORSET.pack().edited("art9: g", "art9: c"), "PD-13", Code.SPECIAL_CATEGORY,
                "PD PURPOSES a)",
                "This upload was refused because it holds special category data without the safeguarding condition the agreement relies on. In an emergency 9(2)(g) with Schedule 1 Part 2 paragraph 18 covers it.");
        PAN_DORSET.objected(PAN_DORSET.pack().without("dpa_condition"), "PD-13", Code.SPECIAL_CATEGORY,
                "PD PURPOSES a)",
                "This upload was refused because it holds special category data without the safeguarding condition the agreement relies on.");
        PAN_DORSET.objected(PAN_DORSET.pack().without("no_consent_reason").without("consent"), "PD-13",
                Code.SPECIAL_CATEGORY, "PD PURPOSES a)",
                "This upload was refused because it holds special category data and you did not say why you act without consent, which the safeguarding condition asks for.");
    }

    @Test
    @DisplayName("OB-076: PD-14 asks of each part whether it was prepared for court, and then what permits its disclosure")
    void asksForCourtMaterial() {
        PAN_DORSET.objected(
                PAN_DORSET.pack().edited("nature: FACT, court_material: false", "nature: FACT, court_material: true"),
                "PD-14", Code.COURT_MATERIAL, "PD FRAMEWORK (PD 12G)",
                "This upload was refused because chronology.csv was prepared for court proceedings and you did not say what permits its disclosure.");
        PAN_DORSET.objected(PAN_DORSET.pack().edited("nature: FACT, court_material: false", "nature: FACT"), "PD-14",
                Code.COURT_MATERIAL, "PD FRAMEWORK (PD 12G)",
                "This upload was refused because you did not say whether chronology.csv was prepared for court proceedings; answer court_material with true or false.");
        PAN_DORSET.accepts(PAN_DORSET.pack().edited("nature: FACT, court_material: false",
                "nature: FACT, court_material: true, court_authority: Leave of 4 May 2026"));
    }

    @Test
    @DisplayName("OB-084, OB-086: PD-15 asks why the information is needed")
    void asksForNecessity() {
        PAN_DORSET.objected(PAN_DORSET.pack().without("necessity"), "PD-15", Code.NECESSITY,
                "PD FRAMEWORK; PD PRINCIPLES b6",
                "This upload was refused because you did not say why this information is needed, relevant and appropriate.");
    }

    @Test
    @DisplayName("OB-084, OB-102, A-44: PD-16 holds what names too many people and refuses what it cannot look into")
    void matchesContentAndManifest() {
        PAN_DORSET.held(PAN_DORSET.pack().naming(5), "PD-16", Code.TOO_MANY_SUBJECTS, "PD PRINCIPLES b6",
                "This upload is on hold because it appears to contain 5 people and you declared 2.");
        PAN_DORSET.objected(
                PAN_DORSET.pack().seen(new PartFindings(Optional.of(Lock.ENCRYPTED_ZIP), Set.of(), Set.of())), "PD-16",
                Code.UNREADABLE, "PD PRINCIPLES b6; [project]",
                "This upload was refused because chronology.csv is locked with a password and cannot be checked; this gateway encrypts it for you.");
        PAN_DORSET.held(PAN_DORSET.pack().seen(new PartFindings(Optional.of(Lock.ENCRYPTED_ZIP), Set.of(), Set.of())),
                PAN_DORSET.setting("locked_files", "HOLD"), "PD-16", Code.UNREADABLE, "PD PRINCIPLES b6; [project]",
                "This upload is on hold because chronology.csv is locked with a password and cannot be checked; this gateway encrypts it for you.");
    }

    @Test
    @DisplayName("OB-091: PD-17 asks for fact, opinion or both")
    void asksForTheNature() {
        PAN_DORSET.objected(PAN_DORSET.pack().edited("nature: FACT, ", ""), "PD-17", Code.NATURE_MISSING,
                "PD PRINCIPLES b7",
                "This upload was refused because chronology.csv does not say whether it is fact, opinion or both.");
        PAN_DORSET.accepts(PAN_DORSET.pack().edited("nature: FACT", "nature: MIXED"));
    }

    @Test
    @DisplayName("OB-089: PD-18 asks for the date to which it is up to date")
    void asksForTheAsAtDate() {
        PAN_DORSET.objected(PAN_DORSET.pack().without("as_at"), "PD-18", Code.AS_AT_MISSING, "PD PRINCIPLES b5",
                "This upload was refused because you did not give the date to which the information is up to date.");
    }

    @Test
    @DisplayName("OB-058, OB-052, A-51: PD-19 holds what was obtained for another reason")
    void holdsWhatWasObtainedForAnother() {
        PAN_DORSET.held(PAN_DORSET.pack().receivedFrom("british-transport-police"), "PD-19", Code.REUSE,
                "PD PURPOSES b) b5",
                "This upload is on hold because chronology.csv was obtained for another reason and no permitted additional purpose was given.");
    }

    @Test
    @DisplayName("OB-140, OB-144: PD-20 asks for a class that ends")
    void asksForARetentionClass() {
        PAN_DORSET.objected(
                PAN_DORSET.pack().edited("nature: FACT, court_material: false, retention_class: case-pack",
                        "nature: FACT, court_material: false"),
                "PD-20", Code.RETENTION_MISSING, "PD SECURE STORAGE a)",
                "This upload was refused because chronology.csv has no retention class.");
        PAN_DORSET.objected(
                PAN_DORSET.pack().edited("nature: FACT, court_material: false, retention_class: case-pack",
                        "nature: FACT, court_material: false, retention_class: kept-pack"),
                "PD-20", Code.RETENTION_MISSING, "PD SECURE STORAGE a)",
                "This upload was refused because chronology.csv has the retention class kept-pack, which has no end.");
    }

    @Test
    @DisplayName("OB-145, OB-033, OB-034, A-19, A-20: PD-20 gives what the partnership makes itself the classes of the council that leads")
    void givesJointRecordsTheLeadsClasses() {
        Packs joint = PAN_DORSET.pack().edited("originator_agency: dorset-police", "originator_agency: pdscp").edited(
                "nature: MIXED, distinguished_in_text: true, court_material: false, retention_class: case-pack",
                "nature: MIXED, court_material: false, retention_class: council-pack");
        PAN_DORSET.objected(joint, PAN_DORSET.setting("pd.lead_body", "dorset-council"), "PD-20",
                Code.RETENTION_MISSING, "PD SECURE STORAGE a)",
                "This upload was refused because chronology.csv is a record of the partnership and case-pack is not a retention class of the council that leads.");
        PAN_DORSET.accepts(joint.edited("case-pack", "council-pack"),
                PAN_DORSET.setting("pd.lead_body", "dorset-council"));
        PAN_DORSET.accepts(joint.edited("case-pack", "council-pack"), PAN_DORSET.setting("pd.lead_body", "BY_CASE"));
        assertThat(PAN_DORSET.judge(joint.edited("case-pack", "council-pack")).findings()).extracting(Finding::text)
                .containsExactly(
                        "This upload was refused because chronology.csv is a record of the partnership and nobody has settled which council leads.",
                        "This upload was refused because clinical summary.txt is a record of the partnership and nobody has settled which council leads.");
        assertThat(PAN_DORSET
                .judge(PAN_DORSET.pack(),
                        PAN_DORSET.setting("pd.lead_body", "dorset-council").setting("controller.default", "JOINT"))
                .findings()).extracting(Finding::code).containsExactly(Code.RETENTION_MISSING, Code.RETENTION_MISSING);
    }

    @Test
    @DisplayName("PD-21 says what is said when the ledger cannot be written")
    void saysWhatIsSaidWithoutALedger() {
        assertThat(PAN_DORSET.agreement().unrecorded().findings())
                .containsExactly(new Finding("PD-21", Code.LEDGER, ClauseRef.parse("PD SECURE STORAGE; [project]"),
                        "This upload was refused because the gateway could not record it, and nothing was kept."));
    }

    @Test
    @DisplayName("OB-024, A-48: missing contacts and registrations are remarks only")
    void remarksOnMissingContacts() {
        Outcome bare = PAN_DORSET.judge(PAN_DORSET.pack(),
                Registers.of(PAN_DORSET.without("dorset-police", "spoc").text().replace("2027-03-31", "2026-03-31")));
        assertThat(bare.findings()).isEmpty();
        assertThat(bare.warnings()).extracting(warning -> warning.code() + " " + warning.clause())
                .containsExactly("SPOC-MISSING [project]", "ICO-REGISTRATION PD 9.0");
    }
}
