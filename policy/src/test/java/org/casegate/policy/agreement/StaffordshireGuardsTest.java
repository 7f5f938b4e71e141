// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.Judged.STAFFORDSHIRE;
import static org.casegate.policy.agreement.Judged.findings;
import static org.casegate.policy.agreement.Judged.guarded;
import static org.casegate.policy.agreement.Judged.judge;
import static org.casegate.policy.agreement.Judged.recipient;
import static org.casegate.policy.agreement.Judged.suspended;
import static org.casegate.policy.agreement.Judged.unsigned;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.manifest.PartName;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The `*` steps of the Staffordshire table, each with its clause and its sentence to the letter.
class StaffordshireGuardsTest {

    @Test
    @DisplayName("S01, ST-01 to ST-23: a complete rapid review before its meeting is accepted")
    void acceptsTheRapidReview() {
        Outcome outcome = judge(Packs.rapidReview());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Accepted.class, accepted -> {
            assertThat(accepted.recipients()).containsExactly(
                    recipient("staffordshire-county-council", "scc-safeguarding-lead"),
                    recipient("staffordshire-police", "sp-review-officer"));
            assertThat(accepted.destroyOn()).isEqualTo(Map.of(new PartName("chronology.csv"), LocalDate.of(2026, 8, 4),
                    new PartName("clinical summary.txt"), LocalDate.of(2026, 8, 4)));
            assertThat(accepted.reliedOn()).extracting(ClauseRef::toString).startsWith("ST 4.0; ST 6.0")
                    .contains("ST 2.2 b7", "ST 6.1").doesNotHaveDuplicates();
            assertThat(accepted.warnings()).isEmpty();
        });
    }

    @Test
    void hasEveryStepInItsOrder() {
        assertThat(STAFFORDSHIRE.steps()).startsWith("ST-01", "ST-02", "ST-03", "ST-04", "ST-05", "ST-06", "ST-07",
                "ST-08", "ST-09", "ST-10", "ST-11", "ST-12", "ST-13", "ST-14", "ST-15", "ST-16", "ST-17", "ST-18",
                "ST-19", "ST-20", "ST-21", "ST-22", "ST-23");
        assertThat(STAFFORDSHIRE.rules().stream().filter(Rule::first).map(Rule::step)).containsExactly("ST-01", "ST-02",
                "ST-03", "ST-04", "ST-05", "ST-06", "ST-08", "ST-09");
    }

    @Test
    @DisplayName("OB-097: ST-01 refuses a connection without proper encryption")
    void refusesAnInsecureChannel() {
        guarded(Packs.rapidReview().with(facts -> facts.over(false)), "ST-01", Code.CHANNEL, "ST 4.0; ST 6.0",
                "This upload was refused because the connection was not encrypted to the standard the Staffordshire agreement requires.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody-known", "scc-safeguarding-lead"})
    void refusesAnAccountThatIsUnknownOrNoSender(String account) {
        guarded(Packs.rapidReview().sentBy(account), "ST-01", Code.CHANNEL, "[project]",
                "This upload was refused because this gateway knows no active account " + account + " that may send.");
    }

    @Test
    @DisplayName("OB-012: ST-02 refuses from the moment at which a notice of termination takes effect")
    void refusesAfterTermination() {
        Registers ended = Registers.allSigned().edited("terminated: { effective: , scope: , by: }",
                "terminated: { effective: 2026-05-06T10:00:00+01:00, scope: ALL, by: }");

        guarded(Packs.rapidReview(), ended, "ST-02", Code.AGREEMENT_ENDED, "ST 9.0; ST 1.3",
                "This upload was refused because a notice ending the Staffordshire agreement took effect on 6 May 2026.");
        assertThat(judge(Packs.rapidReview().at("2026-05-06T08:59:59Z"), ended)).isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({"university-hospitals-of-north-midlands-nhs-trust, University Hospitals of North Midlands NHS Trust",
            "staffordshire-police, Staffordshire Police"})
    @DisplayName("A-11: a notice for one party ends the agreement for packs from and to it")
    void refusesForThePartyThatLeft(String party, String name) {
        Registers left = Registers.allSigned().edited("effective: , scope: , by: }",
                "effective: 2026-05-01, scope: PARTY, by: " + party + " }");

        guarded(Packs.rapidReview(), left, "ST-02", Code.AGREEMENT_ENDED, "ST 9.0; ST 1.3",
                "This upload was refused because a notice ending the Staffordshire agreement for " + name
                        + " took effect on 1 May 2026.");
        assertThat(judge(Packs.rapidReview().to("staffordshire-county-council/scc-safeguarding-lead"),
                left.edited("by: " + party, "by: cafcass"))).isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({"state: ACTIVE, state: DRAFT", "start: 2023-09-19, start: 2026-05-07", "'\"1.1\"', '\"1.2\"'"})
    @DisplayName("OB-001: ST-02 refuses where no approved version is active")
    void refusesUnderADraft(String active, String draft) {
        guarded(Packs.rapidReview(), Registers.allSigned().edited(active, draft), "ST-02", Code.AGREEMENT_NOT_ACTIVE,
                "ST 1.3",
                "This upload was refused because no approved version of the Staffordshire agreement is active.");
    }

    @Test
    @DisplayName("OB-012, OB-013, A-07: an overdue review is a warning and never a refusal")
    void warnsOfAMissedReview() {
        Outcome outcome = judge(Packs.rapidReview(),
                Registers.allSigned().edited("reviewed: [2026-03-19]", "reviewed: [2025-03-19]"));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Accepted.class,
                accepted -> assertThat(accepted.reliedOn()).contains(ClauseRef.parse("ST 9.0; ST 1.3")));
        assertThat(outcome.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(Code.REVIEW_OVERDUE);
            assertThat(warning.clause()).hasToString("ST 9.0");
            assertThat(warning.text()).isEqualTo(
                    "The review of the Staffordshire agreement fell due on 19 March 2026 and none is recorded. The agreement stays in force.");
        });
    }

    @Test
    @DisplayName("A-07: only a setting makes a missed review stop uploads, and then it says so")
    void stopsAfterAMissedReviewWhereSetSo() {
        guarded(Packs.rapidReview(),
                Registers.allSigned().edited("reviewed: [2026-03-19]", "reviewed: []").edited(
                        "review.overdue: CONTINUE",
                        "review.overdue: SUSPEND_NEW"),
                "ST-02", Code.AGREEMENT_NOT_ACTIVE, "[project]",
                "This upload was refused because the review of the Staffordshire agreement fell due on 19 March 2026 and this gateway is set to stop new uploads until it has taken place.");
    }

    @Test
    @DisplayName("OB-005, OB-006: ST-03 refuses a sender that has not signed")
    void refusesAnUnsignedSender() {
        Registers unsigned = unsigned("university-hospitals-of-north-midlands-nhs-trust");

        guarded(Packs.rapidReview(), unsigned, "ST-03", Code.AGENCY_NOT_SIGNED, "ST front page; ST 1.3; ST 9.0",
                "This upload was refused because University Hospitals of North Midlands NHS Trust has not yet signed the Staffordshire agreement.");
    }

    @Test
    @DisplayName("A-15: where notice is enough, another named body needs no signature, a statutory partner does")
    void acceptsNoticeWhereSetSo() {
        Registers notified = Registers.allSigned().setting("admission.named", "NOTICE");
        String signed = ", signed: { on: 2023-09-19, version: \"1.0\" } }";
        String told = ", notified: { on: 2023-10-01, version: \"1.0\" } }";
        String hospital = "agency: university-hospitals-of-north-midlands-nhs-trust";
        String police = "agency: staffordshire-police";

        assertThat(judge(Packs.rapidReview(), notified.edited(hospital + signed, hospital + told)))
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(findings(judge(Packs.rapidReview(), notified.edited(police + signed, police + told))))
                .extracting(Finding::step).containsExactly("ST-06");
    }

    @Test
    @DisplayName("A-08: a signature to an earlier version carries over, unless set otherwise")
    void countsASignatureToAnEarlierVersion() {
        Registers strict = Registers.allSigned().setting("version.signatures_carry_over", "no");

        assertThat(judge(Packs.rapidReview())).isInstanceOf(Outcome.Accepted.class);
        assertThat(findings(judge(Packs.rapidReview(), strict))).extracting(Finding::code)
                .containsExactly(Code.AGENCY_NOT_SIGNED);
        assertThat(judge(Packs.rapidReview(), strict.edited("version: \"1.0\"", "version: \"1.1\"")))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    @DisplayName("OB-026: ST-03 refuses a suspended sender from the first day of its suspension")
    void refusesASuspendedSender() {
        Registers suspended = suspended("university-hospitals-of-north-midlands-nhs-trust", "2026-05-06");

        guarded(Packs.rapidReview(), suspended, "ST-03", Code.AGENCY_SUSPENDED, "ST front page; ST 1.3; ST 9.0",
                "This upload was refused because University Hospitals of North Midlands NHS Trust has been suspended from sharing under this agreement since 6 May 2026.");
        assertThat(
                judge(Packs.rapidReview(), suspended("university-hospitals-of-north-midlands-nhs-trust", "2026-05-07")))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    @DisplayName("OB-119: ST-04 refuses a sender without training")
    void refusesAnUntrainedSender() {
        Registers untrained = Registers.allSigned().edited(
                "kind: PERSON, roles: [SENDER, RECIPIENT], trained_on: 2026-01-10",
                "kind: PERSON, roles: [SENDER, RECIPIENT]");

        guarded(Packs.rapidReview(), untrained, "ST-04", Code.PERSON_NOT_TRAINED, "ST 6.0; ST 7.0",
                "This upload was refused because no data protection training is recorded for your account.");
    }

    @Test
    @DisplayName("A-47: training lapses only where the partnership gave it a term")
    void letsTrainingLapseWhereSetSo() {
        assertThat(judge(Packs.rapidReview().at("2026-05-11T09:00:00Z"),
                Registers.allSigned().setting("training.valid_months", "4"))).isInstanceOfSatisfying(
                        Outcome.Refused.class, refused -> assertThat(refused.findings()).extracting(Finding::step)
                                .containsExactly("ST-04"));
    }

    @Test
    @DisplayName("S02, OB-037: ST-05 refuses a recipient that the agreement does not name, and nothing further is said")
    void refusesARecipientThatTheAgreementDoesNotName() {
        Packs pack = Packs.rapidReview().sentBy("sp-review-officer").to("british-transport-police/btp-officer")
                .edited("SSCB-RR-2026-014", "SSCB-CSPR-2026-003").without("necessity");

        guarded(pack, "ST-05", Code.RECIPIENT_NOT_NAMED, "ST front page; ST 4.0",
                "This upload was refused because British Transport Police is not an agency named in the Staffordshire agreement.");
    }

    @Test
    void namesAnAgencyThatNobodyRegistered() {
        guarded(Packs.rapidReview().to("department-for-education/dfe-desk"), "ST-05", Code.RECIPIENT_NOT_NAMED,
                "ST front page; ST 4.0",
                "This upload was refused because Department for Education is not an agency named in the Staffordshire agreement.");
    }

    @Test
    @DisplayName("B23, OB-124: a visitor is nobody's account and cannot be a recipient")
    void refusesAVisitor() {
        guarded(Packs.rapidReview().to("visitor/visitor-1"), "ST-05", Code.RECIPIENT_NOT_NAMED,
                "ST front page; ST 4.0",
                "This upload was refused because Visitor is not an agency named in the Staffordshire agreement.");
    }

    @Test
    @DisplayName("B21, OB-048: a body under two names is one body, and one delivery")
    void deliversOnceToABodyUnderTwoNames() {
        Outcome outcome = judge(Packs.rapidReview().to(
                "staffordshire-and-stoke-on-trent-integrated-care-board/icb-designated-nurse",
                "staffordshire-and-stoke-on-trent-icb/icb-designated-nurse"),
                Registers.allSigned().edited(
                        "name: Staffordshire and Stoke-on-Trent Integrated Care Board\n",
                        "name: Staffordshire and Stoke-on-Trent Integrated Care Board\n    aliases: [Staffordshire and Stoke-on-Trent ICB]\n"));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Accepted.class,
                accepted -> assertThat(accepted.recipients()).containsExactly(recipient(
                        "staffordshire-and-stoke-on-trent-integrated-care-board", "icb-designated-nurse")));
    }

    @Test
    @DisplayName("OB-006: ST-06 refuses a recipient body that has not signed")
    void refusesAnUnsignedRecipient() {
        guarded(Packs.rapidReview(), unsigned("staffordshire-police"), "ST-06", Code.AGENCY_NOT_SIGNED,
                "ST 1.3; ST 9.0",
                "This upload was refused because Staffordshire Police has not yet signed the Staffordshire agreement.");
    }

    @Test
    @DisplayName("OB-026: ST-06 refuses a suspended recipient body")
    void refusesASuspendedRecipient() {
        guarded(Packs.rapidReview(), suspended("staffordshire-police", "2026-05-01"), "ST-06", Code.AGENCY_SUSPENDED,
                "ST 1.3; ST 9.0",
                "This upload was refused because Staffordshire Police has been suspended from sharing under this agreement since 1 May 2026.");
    }

    @Test
    @DisplayName("OB-114, A-01: ST-08 refuses an endpoint outside the United Kingdom")
    void refusesAnEndpointAbroad() {
        guarded(Packs.rapidReview(),
                Registers.allSigned().edited(
                        "name: Staffordshire Police\n    place: GB\n    networks: [192.0.2.0/24, 127.0.0.0/8]",
                        "name: Staffordshire Police\n    place: FR"),
                "ST-08", Code.TERRITORY, "ST 6.0",
                "This upload was refused because Staffordshire Police's endpoint is in France and the Staffordshire agreement keeps data inside the UK.");
    }

    @Test
    @DisplayName("OB-114: ST-08 refuses a store abroad, one that nobody placed, and a sender abroad")
    void refusesAStoreOrSenderAbroad() {
        guarded(Packs.rapidReview(), Registers.allSigned().edited("storage_places: [GB]", "storage_places: [GB, IE]"),
                "ST-08", Code.TERRITORY, "ST 6.0",
                "This upload was refused because a store of the gateway is in Ireland and the Staffordshire agreement keeps data inside the UK.");
        guarded(Packs.rapidReview(), Registers.allSigned().edited("storage_places: [GB]", "storage_places: []"),
                "ST-08", Code.TERRITORY, "ST 6.0",
                "This upload was refused because a store of the gateway is in an unknown place and the Staffordshire agreement keeps data inside the UK.");
        guarded(Packs.rapidReview().with(facts -> facts.from(Place.UNKNOWN)), "ST-08", Code.TERRITORY, "ST 6.0",
                "This upload was refused because it was sent from an unknown place and the Staffordshire agreement keeps data inside the UK.");
        assertThat(judge(Packs.rapidReview().with(facts -> facts.from(Place.UK)))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    @DisplayName("A-05: anonymised information stays in the United Kingdom too")
    void keepsAnonymisedInformationInside() {
        Registers abroad = Registers.allSigned().edited("storage_places: [GB]", "storage_places: [IE]");

        assertThat(findings(judge(Packs.anonymised(), abroad))).extracting(Finding::step).containsExactly("ST-08");
    }

    @ParameterizedTest
    @CsvSource({"regime: UK_GDPR, regime: DPA_PART3", "purpose: RAPID-REVIEW, purpose: LAW-ENFORCEMENT"})
    @DisplayName("OB-056, A-39: ST-09 refuses law enforcement, by regime or by purpose")
    void refusesLawEnforcement(String welfare, String enforcement) {
        guarded(Packs.rapidReview().edited(welfare, enforcement), "ST-09", Code.LAW_ENFORCEMENT, "ST 3.1; ST 1.1",
                "This upload was refused because it is for law enforcement, which falls under Part 3 of the Data Protection Act 2018 and not under this agreement.");
    }
}
