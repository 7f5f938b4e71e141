// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.Judged.STAFFORDSHIRE;

import java.util.List;
import org.casegate.policy.check.PackFacts;
import org.casegate.policy.check.Packs;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the sender is told: the same words in the SFTP status, in the receipts and in a dry run.
class VerdictTest {

    private static final String LAST_LINE = "If a child may be at risk now, do not wait for this system: ring Out-of-hours duty team, 01785 000000 (always).";

    @Test
    @DisplayName("OB-083: every refusal ends with whom to ring")
    void endsARefusalWithWhomToRing() {
        Verdict verdict = verdict(Packs.rapidReview().without("necessity"), Registers.allSigned());

        assertThat(verdict.word()).isEqualTo("REFUSED");
        assertThat(verdict.sentences()).containsExactly(
                "This upload was refused because you did not say why this is the minimum needed for RAPID-REVIEW.",
                LAST_LINE);
        assertThat(verdict.status()).isEqualTo(
                "This upload was refused because you did not say why this is the minimum needed for RAPID-REVIEW. "
                        + LAST_LINE);
    }

    @Test
    void namesTheEmergencyNumberWhereNoDutyContactIsSet() {
        assertThat(STAFFORDSHIRE.lastLine(Register.empty())).isEqualTo(
                "If a child may be at risk now, do not wait for this system: ring 999, or the children's services of the local authority.");
    }

    @Test
    @DisplayName("OB-083: where no one agreement is spoken of, the first that names its duty contact is rung")
    void namesTheFirstDutyContactOfAll() {
        Register register = Registers.allSigned().register();
        Agreement solihull = Agreements.bundled().find(AgreementId.parse("solihull").orElseThrow()).orElseThrow();
        Agreements both = new Agreements(List.of(solihull, STAFFORDSHIRE));
        String nobodys = solihull.lastLine(Register.empty());

        assertThat(both.all()).first().isEqualTo(solihull);
        assertThat(both.lastLine(register)).isEqualTo(LAST_LINE);
        assertThat(both.lastLine(Register.empty())).isEqualTo(nobodys);
        assertThat(new Agreements(List.of()).lastLine(register)).isEmpty();

        assertThat(both.lastLine(solihull.version().agreement(), register)).isEqualTo(nobodys);
        assertThat(both.lastLine(AgreementId.parse("wirral").orElseThrow(), register)).isEqualTo(LAST_LINE);
    }

    @Test
    void saysWhoDecidesOnAHoldAndThatItNeedNotBeSentAgain() {
        Verdict verdict = verdict(Packs.rapidReview().naming(5), Registers.allSigned());

        assertThat(verdict.word()).isEqualTo("HELD");
        assertThat(verdict.sentences()).containsExactly(
                "This upload is on hold because it appears to contain 5 people and you declared 2.",
                "Nobody can see it yet. The single point of contact of University Hospitals of North Midlands NHS Trust decides by 10:00 on 7 May 2026. Do not send it again.",
                LAST_LINE);
    }

    @Test
    void tellsWhenTheGatewaysCopyGoes() {
        assertThat(verdict(Packs.rapidReview(), Registers.allSigned()).sentences()).containsExactly(
                "This upload was accepted under version 1.1 of the Staffordshire agreement. The gateway's copy is destroyed at the start of 4 August 2026.");
    }

    @Test
    void writesTheFieldsOfADryRun() {
        Registers missedReview = Registers.allSigned().edited("reviewed: [2026-03-19]", "reviewed: []");

        assertThat(verdict(Packs.rapidReview().edited("chronology.csv, nature: FACT", "chronology.csv"), missedReview)
                .json()).isEqualTo(
                        "{\"outcome\": \"REFUSED\", \"agreement\": \"staffordshire\", \"agreement_version\": \"1.1\", \"at\": \"2026-05-06T09:00:00Z\", "
                                + "\"findings\": [{\"step\": \"ST-18\", \"code\": \"NATURE-MISSING\", \"effect\": \"REFUSE\", \"clause\": \"ST 2.2 b7\", "
                                + "\"text\": \"This upload was refused because chronology.csv does not say whether it is fact, opinion or both.\"}], "
                                + "\"warnings\": [{\"code\": \"REVIEW-OVERDUE\", \"clause\": \"ST 9.0\", "
                                + "\"text\": \"The review of the Staffordshire agreement fell due on 19 March 2026 and none is recorded. The agreement stays in force.\"}], "
                                + "\"last_line\": \"" + LAST_LINE + "\", \"destroy_on\": {}}");
        assertThat(verdict(Packs.rapidReview(), Registers.allSigned()).json())
                .contains("\"findings\": [], \"warnings\": []")
                .endsWith(
                        "\"destroy_on\": {\"chronology.csv\": \"2026-08-04\", \"clinical summary.txt\": \"2026-08-04\"}}");
    }

    @Test
    @DisplayName("OB-099: after erasure parts are called by number")
    void callsPartsByNumberAfterErasure() {
        Verdict verdict = verdict(Packs.rapidReview().edited("chronology.csv, nature: FACT", "chronology.csv"),
                Registers.allSigned());

        assertThat(verdict.neutralSentences().getFirst()).isEqualTo(
                "This upload was refused because part 1 of 2 does not say whether it is fact, opinion or both.");
        assertThat(verdict.neutralFields().toString()).doesNotContain("chronology");
    }

    @Test
    void keepsATypedPurposeOutOfTheNeutralText() {
        Verdict verdict = verdict(Packs.rapidReview().edited("purpose: RAPID-REVIEW", "purpose: About Jane Example"),
                Registers.allSigned());

        assertThat(verdict.sentences().getFirst()).contains("Jane Example");
        assertThat(verdict.neutralSentences()).noneMatch(sentence -> sentence.contains("Jane"));
    }

    private static Verdict verdict(Packs pack, Registers registers) {
        PackFacts facts = pack.facts();
        Register register = registers.register();
        return STAFFORDSHIRE.verdict(STAFFORDSHIRE.judge(facts, register), facts.received(), register);
    }
}
