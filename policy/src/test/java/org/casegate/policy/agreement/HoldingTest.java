// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.casegate.policy.agreement.Judged.STAFFORDSHIRE;
import static org.casegate.policy.agreement.JudgedBy.COVENTRY;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.check.Question;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Registers;
import org.casegate.policy.register.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Who decides on a hold: agreements say it as data.
class HoldingTest {
    private static final Register SIGNED = Registers.allSigned().register();
    private static final String OF_ORIGINATOR = "hold: { of: ORIGINATOR, decider: SPOC, within: P1D }";

    @Test
    @DisplayName("A-40: a hold of the lead body asks the body that the register's settings name")
    void asksTheLeadBody() {
        Agreement leading = edited(OF_ORIGINATOR, "hold: { of: LEAD_BODY, decider: BUSINESS_MANAGER, within: PT4H }");
        Registers led = Registers.allSigned().setting("pd.lead_body", "staffordshire-county-council");

        Outcome outcome = leading.judge(reused().facts(), led.register());

        assertThat(questions(outcome)).extracting(q -> q.agency().value(), Question::role, q -> q.by().toString())
                .containsExactly(
                        tuple("staffordshire-county-council", Role.BUSINESS_MANAGER, "2026-05-06T13:00:00Z"));
        assertThat(leading.verdict(outcome, reused().facts().received(), led.register()).sentences())
                .contains(
                        "Nobody can see it yet. A business manager of Staffordshire County Council decides by 14:00 on 6 May 2026. Do not send it again.");
    }

    @Test
    @DisplayName("A-19 A-40: a hold that nobody could end refuses, and says what is missing")
    void refusesWhereNobodyLeads() {
        Agreement leading = edited(OF_ORIGINATOR, "hold: { of: LEAD_BODY, decider: SPOC, within: PT4H }");

        for (Registers registers : List.of(Registers.allSigned(),
                Registers.allSigned().setting("pd.lead_body", "BY_CASE"))) {
            assertThat(leading.judge(reused().facts(), registers.register()))
                    .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                        assertThat(refused.findings()).singleElement().satisfies(finding -> {
                            assertThat(finding.code()).isEqualTo(Code.REUSE);
                            assertThat(finding.clause().isProject()).isTrue();
                            assertThat(finding.text()).isEqualTo(
                                    "This upload was refused because it needs the decision of the partnership's lead body and this gateway has not been told which agency that is; ask its convener.");
                        });
                        assertThat(refused.parts()).isEqualTo(Outcome.Refused.Parts.WAIT);
                    });
        }
    }

    @Test
    @DisplayName("A-37: a second person of the sender is another sender of the same agency; without `of` the sender is meant")
    void asksASecondPersonOfTheSender() {
        Agreement second = edited(OF_ORIGINATOR, "hold: { decider: SENDER, within: P1D }");

        Outcome outcome = second.judge(reused().facts(), SIGNED);

        assertThat(questions(outcome)).extracting(q -> q.agency().value(), Question::role)
                .containsExactly(tuple("university-hospitals-of-north-midlands-nhs-trust", Role.SENDER));
        assertThat(second.verdict(outcome, reused().facts().received(), SIGNED).sentences())
                .anyMatch(sentence -> sentence.contains(
                        "A second person of University Hospitals of North Midlands NHS Trust decides by"));
    }

    @Test
    @DisplayName("B13 A-37: Coventry's pack about adults only asks a second person who may send for the same agency")
    void asksASecondPersonAboutAdults() {
        Outcome outcome = COVENTRY.judge(COVENTRY.pack().edited("purpose: REVIEW", "purpose: ADULT-SAFEGUARDING"));

        assertThat(questions(outcome)).singleElement().satisfies(question -> {
            assertThat(question.role()).isEqualTo(Role.SENDER);
            assertThat(question.who()).startsWith("a second person of ");
        });
    }

    @Test
    @DisplayName("OB-058 OB-084: two reasons ask two bodies, and the sender reads both with their times")
    void asksEveryBodyThatHasAReason() {
        Packs both = reused().naming(5);
        Outcome outcome = STAFFORDSHIRE.judge(both.facts(), SIGNED);

        assertThat(questions(outcome)).extracting(Question::code, q -> q.agency().value()).containsExactly(
                tuple(Code.TOO_MANY_SUBJECTS, "university-hospitals-of-north-midlands-nhs-trust"),
                tuple(Code.REUSE, "staffordshire-police"));
        assertThat(STAFFORDSHIRE.verdict(outcome, both.facts().received(), SIGNED).sentences()).contains(
                "Nobody can see it yet. The single point of contact of University Hospitals of North Midlands NHS Trust decides by 10:00 on 7 May 2026, "
                        + "and the single point of contact of Staffordshire Police decides by 10:00 on 7 May 2026. Do not send it again.");
        assertThat(STAFFORDSHIRE.verdict(outcome, both.facts().received(), SIGNED).receiptJson()).contains(
                "\"decided_by\": [{\"agency\": \"university-hospitals-of-north-midlands-nhs-trust\", \"role\": \"SPOC\", \"by\": \"2026-05-07T09:00:00Z\"}, ");
    }

    @Test
    @DisplayName("an answer sets aside its own question: not another part's, another body's, another reason's")
    void setsAsideWhatWasAnsweredOnly() {
        Outcome outcome = STAFFORDSHIRE.judge(reused().naming(5).facts(), SIGNED);
        Question subjects = questions(outcome).getFirst();
        Question reuse = questions(outcome).getLast();

        assertThat(judged(List.of(subjects))).isInstanceOfSatisfying(Outcome.Held.class,
                held -> assertThat(held.questions()).containsExactly(reuse));
        assertThat(judged(List.of(subjects, reuse))).isInstanceOf(Outcome.Accepted.class);
        Question ofAnother = new Question(reuse.step(), reuse.code(), reuse.part(), subjects.agency(), "", reuse.role(),
                reuse.by());
        Question ofTheWhole = new Question(reuse.step(), reuse.code(), Optional.empty(), reuse.agency(), "",
                reuse.role(), reuse.by());
        assertThat(judged(List.of(subjects, ofAnother, ofTheWhole))).isInstanceOf(Outcome.Held.class);
    }

    @Test
    void namesTheAgenciesThatCanBeAsked() throws IOException {
        assertThat(AgreementParser
                .parse(text().replace("of: ORIGINATOR", "of: CHAIR").getBytes(UTF_8)).complaints())
                .singleElement().satisfies(complaint -> assertThat(complaint.sentence())
                        .contains("SENDER", "ORIGINATOR", "LEAD_BODY"));
    }

    private static Outcome judged(List<Question> answered) {
        return STAFFORDSHIRE.judge(reused().naming(5).facts(), SIGNED, answered);
    }

    private static Packs reused() {
        return Packs.rapidReview().receivedFrom("staffordshire-police");
    }

    private static List<Question> questions(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        return ((Outcome.Held) outcome).questions();
    }

    private static Agreement edited(String passage, String replacement) {
        try {
            String text = text();
            assertThat(text).contains(passage);
            return AgreementParser.parse(text.replace(passage, replacement).getBytes(UTF_8)).orThrow();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String text() throws IOException {
        try (InputStream text = Agreements.class.getResourceAsStream("staffordshire.yaml")) {
            return new String(text.readAllBytes(), UTF_8);
        }
    }
}
