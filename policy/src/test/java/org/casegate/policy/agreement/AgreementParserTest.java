// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Matter;
import org.casegate.policy.check.Packs;
import org.casegate.policy.check.Parties;
import org.casegate.policy.check.Terms;
import org.casegate.policy.document.Complaint;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Registers;
import org.casegate.policy.register.Settings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Agreements as data: a further one needs a file and no Java, and every step a clause and its sentences.
class AgreementParserTest {

    private static final String INVENTED = """
            agreement: rutland
            name: Rutland agreement
            version: "3"
            parties:
              - { id: rutland-county-council, name: Rutland County Council, statutory: true }
            steps:
              - step: RU-01
                first: true
                check: not-law-enforcement
                clause: RU 7
                sentences:
                  - { code: LAW-ENFORCEMENT, text: Not here. }
              - step: RU-02
                check: necessity
                clause: RU 8
                sentences:
                  - { code: NECESSITY, text: "Say why, for {purpose}." }
            download:
              - step: D-06
                check: reminder
                clause: RU 9
                sentences:
                  - { code: REMINDER, text: Read it. }
            """;

    static Agreement invented() {
        return AgreementParser.parse(INVENTED.getBytes(UTF_8)).orThrow();
    }

    @Test
    void knowsItsTextToTheOctet() throws Exception {
        try (var in = Agreements.class.getResourceAsStream("staffordshire.yaml")) {
            byte[] file = Objects.requireNonNull(in).readAllBytes();
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(file));

            assertThat(Judged.STAFFORDSHIRE.textSha256()).isEqualTo(hash);
            assertThat(Judged.STAFFORDSHIRE.text().octets()).isEqualTo(file);
        }
    }

    @Test
    void readsAnAgreementThatNobodyProgrammed() {
        Register register = Registers.allSigned().register();
        Packs here = Packs.rapidReview().edited("RAPID-REVIEW", "REVIEW").without("necessity");

        assertThat(invented().rules().stream().map(rule -> rule.weigh(
                new Matter(here.facts(), terms(), register)).findings()).toList())
                .containsExactly(List.of(), List.of(new Finding("RU-02", Code.NECESSITY,
                        ClauseRef.parse("RU 8"), "Say why, for REVIEW.")));
    }

    @Test
    void asksForAClauseOnEveryStep() {
        assertThat(complaints(INVENTED.replace("    clause: RU 8\n", ""))).singleElement().satisfies(complaint -> {
            assertThat(complaint.key()).isEqualTo("steps[2].clause");
            assertThat(complaint.sentence()).startsWith("is missing");
        });
    }

    @Test
    void asksForEverySentenceThatACheckCanSay() {
        assertThat(complaints(INVENTED.replace("check: necessity", "check: as-at"))).extracting(Complaint::sentence)
                .contains("lack one for AS-AT-MISSING", "lack one for AS-AT-MISSING/future",
                        "have one for NECESSITY, which this check never says; it says AS-AT-MISSING, AS-AT-MISSING/future");
    }

    @Test
    void namesTheKindsOfCheckThatThereAre() {
        assertThat(complaints(INVENTED.replace("check: necessity", "check: guess"))).first()
                .satisfies(complaint -> assertThat(complaint.in("rutland.yaml"))
                        .startsWith(
                                "rutland.yaml, line 14, steps[2].check: 'guess' is not accepted; accepted: channel, "));
    }

    @Test
    void asksWhoDecidesWhereASentenceHolds() {
        assertThat(complaints(INVENTED.replace("code: NECESSITY, text", "code: NECESSITY, effect: HOLD, text")))
                .singleElement().satisfies(complaint -> assertThat(complaint.key()).isEqualTo("steps[2].hold"));
    }

    @Test
    @DisplayName("A-55: a citation is kept as it is printed and shown as lawyers write it")
    void keepsCitationsAsPrintedAndAsWritten() {
        assertThat(Judged.STAFFORDSHIRE.rules().stream().flatMap(rule -> rule.law().stream())).contains(
                new Citation("Article 9 (g)", "Article 9(2)(g) UK GDPR"),
                new Citation("Schedule 1, part 2, section 18",
                        "Data Protection Act 2018, Schedule 1, Part 2, paragraph 18"));
    }

    @Test
    @DisplayName("a rule of the gateway's own says so, and never speaks in the agreement's name")
    void letsNoRuleOfOursPoseAsAClause() {
        assertThat(complaints(INVENTED.replace("clause: RU 8", "clause: '[project]'"))).singleElement()
                .satisfies(complaint -> assertThat(complaint.sentence())
                        .isEqualTo("must say 'this gateway' for NECESSITY, because the rule is [project]"));
        assertThat(complaints(INVENTED.replace("clause: RU 8", "clause: '[project]'").replace("Say why",
                "Tell this gateway why"))).isEmpty();
    }

    @Test
    void namesElevenBodiesThreeOfThemStatutory() throws IOException {
        try (InputStream text = Agreements.class.getResourceAsStream("staffordshire.yaml")) {
            Agreement agreement = AgreementParser.parse(text.readAllBytes()).orThrow();

            assertThat(agreement.parties()).hasSize(11).filteredOn(party -> party.isStatutory()).hasSize(3);
            assertThat(agreement.parties()).allMatch(
                    party -> party.id().equals(AgencyId.ofName(party.name())));
        }
    }

    private static Terms terms() {
        return new Terms(invented().version(),
                new Parties(invented().parties()), Settings.NONE);
    }

    private static List<Complaint> complaints(String text) {
        return AgreementParser.parse(text.getBytes(UTF_8)).complaints();
    }
}
