// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.AgreementParser;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.agreement.Particulars.Statement;
import org.casegate.policy.check.Checks;
import org.casegate.policy.document.Document;
import org.casegate.policy.document.Fields;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Setting;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The explanation of an agreement leaves nothing out that judges, and is a pleasure to read.
class ExplanationTest {

    static Stream<Agreement> bundled() {
        return Agreements.bundled().all().stream();
    }

    static Stream<String> packKinds() {
        return Checks.packKinds().stream();
    }

    static Stream<String> downloadKinds() {
        return Checks.downloadKinds().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundled")
    void isNoWiderThanATerminal(Agreement agreement) {
        assertThat(Explanation.of(agreement).lines()).allMatch(line -> line.length() <= 100)
                .noneMatch(line -> line.endsWith(" ")).noneMatch(line -> line.contains("?}") || line.contains("{?"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundled")
    @DisplayName("every step stands there with its passage, and with everything that its sender can be told")
    void tellsEveryRule(Agreement agreement) {
        String explanation = flat(Explanation.of(agreement));
        for (StepText step : steps(agreement)) {
            assertThat(explanation).contains(step.step() + " ").contains(flat(Page.passage(step.clause())));
            step.said().forEach(said -> assertThat(explanation)
                    .contains(said.code()).contains(flat("\"" + said.text() + "\"")));
            step.hold().ifPresent(hold -> assertThat(explanation)
                    .contains(flat(step.step() + " " + Deciders.words(hold))));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundled")
    @DisplayName("parties, purposes, settings with their values, approvals and facts stand there too")
    void tellsEverythingElse(Agreement agreement) {
        String explanation = flat(Explanation.of(agreement));

        assertThat(explanation).contains(agreement.textSha256());
        assertThat(agreement.parties()).allSatisfy(party -> assertThat(explanation).contains(flat(party.name())));
        for (Setting setting : Setting.values()) {
            agreement.settings().value(setting).ifPresent(value -> assertThat(explanation)
                    .contains(setting.key() + " " + (value.isEmpty() ? "nothing" : value) + ": "));
        }
        assertThat(explanation).contains(flat(Deciders.words(agreement.approvals().changes())));
        assertThat(agreement.particulars().statements())
                .flatExtracting(statement -> statement.words().stream().toList())
                .allSatisfy(words -> assertThat(explanation).contains(flat(words)));
        assertThat(agreement.particulars().statements().stream().filter(Statement::isSilent).count())
                .isEqualTo(explanation.split("The text is silent\\.", -1).length - 1L);
    }

    @Test
    @DisplayName("S02: the rule that refuses British Transport Police in Staffordshire, as people read it")
    void readsWell() {
        assertThat(Explanation.of(Agreements.bundled().find(new AgreementId("staffordshire")).orElseThrow())).contains(
                """

                        ST-05   Every recipient is a body that the agreement names.                  [ST front page; ST 4.0]
                                Refused RECIPIENT-NOT-NAMED: "This upload was refused because {recipient} is not an agency
                                        named in the Staffordshire agreement."

                        """
                        .indent(0))
                .contains("STAFFORDSHIRE AGREEMENT, VERSION 1.1\n------------------------------------\n");
    }

    @Test
    @DisplayName("OB-002: in Solihull every body that was admitted approves, in writing; in Wirral the drafter does not")
    void saysWhoApproves() {
        assertThat(explained("solihull")).contains("Every statutory partner, and every body that has signed or was "
                + "admitted, must approve, in writing. [SO 6.3]");
        assertThat(explained("wirral")).contains("The business manager drafts it, and so does not approve it.");
        assertThat(explained("pan-dorset")).contains("A new purpose: Every statutory partner must approve.");
    }

    @Test
    @DisplayName("A-55: citations are shown as lawyers write them, with what is printed beside them")
    void showsCitationsAsLawyersWriteThem() {
        assertThat(explained("staffordshire")).contains("Article 9(2)(g) UK GDPR, printed \"Article 9 (g)\".")
                .contains("\"Article 5 (c)\" is read as Article 5(1)(c) UK GDPR [ST 5.1]");
    }

    @Test
    void explainsAnAgreementThatNobodyProgrammed() {
        Agreement invented = AgreementParser
                .parse("""
                        agreement: rutland
                        name: Rutland agreement
                        version: "3"
                        parties: [{ id: rutland-county-council, name: Rutland County Council, statutory: true }]
                        steps:
                          - { step: RU-01, check: need-to-know, named_person_for: [ABUSE, HEALTH], recipients_are: TRAINED, clause: RU 8,
                              sentences: [{ code: NEED-TO-KNOW, text: a }, { code: NEED-TO-KNOW, when: agency, text: b },
                                { code: NEED-TO-KNOW, when: account, text: c }, { code: NEED-TO-KNOW, when: training, text: d },
                                { code: NEED-TO-KNOW, when: role, text: e }] }
                        download:
                          - { step: D-06, check: reminder, clause: RU 9, sentences: [{ code: REMINDER, text: Read it. }] }
                        """
                        .getBytes(UTF_8))
                .orThrow();

        assertThat(flat(Explanation.of(invented)))
                .contains("RU-01 Every recipient is a person's or a role's account of its "
                        + "agency, trained, with a reason to need it. A named person is asked for abuse and health, and where the "
                        + "child has died. [RU 8]");
    }

    @ParameterizedTest
    @MethodSource("packKinds")
    void hasWordsForEachKindOfCheck(String kind) {
        assertThat(ChecksInWords.upload(step(kind))).isNotBlank().doesNotContain("[", "]");
    }

    @ParameterizedTest
    @MethodSource("downloadKinds")
    void hasWordsForEachKindOfDownloadCheck(String kind) {
        assertThat(ChecksInWords.download(step(kind))).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void hasWordsForEachSetting(Setting setting) {
        assertThat(SettingsInWords.of(setting)).isNotBlank();
    }

    private static StepText step(String kind) {
        return new StepText("XX-01", false, kind, Map.of("first_review_after", "P6M", "review_every", "P1Y"), "XX 1",
                Map.of(), List.of(), List.of(), Optional.empty());
    }

    private static List<StepText> steps(Agreement agreement) {
        List<StepText> steps = new ArrayList<>();
        Document.observe(agreement.text().octets(), (Fields root) -> {
            steps.addAll(StepText.all(root, "steps"));
            steps.addAll(StepText.all(root, "download"));
        });
        return steps;
    }

    private static String explained(String agreement) {
        return flat(Explanation.of(Agreements.bundled().find(new AgreementId(agreement)).orElseThrow()));
    }

    /// On one line, so that a text is found wherever its lines break.
    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
