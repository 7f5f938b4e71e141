// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.register.AgreementId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is measured is what is meant: the packs are accepted, and the peer says of each what the gateway says.
class PeerTest {

    private static final Agreement STAFFORDSHIRE = Agreements.bundled().find(new AgreementId("staffordshire"))
            .orElseThrow();
    private static final CelTable TABLE = CelTable.compiled();

    @ParameterizedTest
    @ValueSource(strings = {"staffordshire", "solihull", "wirral", "pan-dorset", "coventry"})
    @DisplayName("the pack of each benchmark has ten parts and is accepted")
    void isAccepted(String agreement) {
        TenParts pack = TenParts.under(agreement);

        assertThat(pack.facts().parts()).hasSize(10);
        assertThat(pack.judge()).isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest
    @EnumSource(ManyBodies.Form.class)
    @DisplayName("a pack among many bodies is accepted, and each agreement names them all")
    void isAcceptedAmongMany(ManyBodies.Form form) {
        Agreements many = ManyBodies.load(ManyBodies.texts(3, 200, form));

        assertThat(many.all()).hasSize(3).allSatisfy(each -> assertThat(each.parties()).hasSize(200));
        assertThat(ManyBodies.pack(many, ManyBodies.register(many)).judge()).isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"nothing|manifest: 1|manifest: 1", "the basis|art6: e|art6: f",
            "the condition|art9: g|art9: h", "the purpose|purpose: CSPR|purpose: GOSSIP",
            "the nature of the parts|nature: FACT, |''", "a date to come|as_at: 2026-05-04|as_at: 2026-06-04",
            "an adult as the child|SUBJECT_CHILD, adult: false|SUBJECT_CHILD, adult: true",
            "the dead|living: true|living: false", "the phase|phase: PRE_MEETING|phase: NO_MEETING",
            "equality data|[NAME, |[EQUALITY, ", "the necessity|necessity: The|# The",
            "law enforcement|regime: UK_GDPR|regime: DPA_PART3", "the retention class|case-pack|attic-pack",
            "the need|why_needed: Takes part in the review, |''",
            "an account that nobody knows|account: staffordshire-police-officer|account: nobody-known"})
    @DisplayName("gateway and peer object to the same steps")
    void saysTheSame(String what, String passage, String replacement) {
        TenParts pack = TenParts.of(STAFFORDSHIRE, manifest -> manifest.replace(passage, replacement));

        assertThat(TABLE.broken(CelFacts.of(pack))).as(what)
                .containsExactlyElementsOf(pack.judge().findings().stream().map(Finding::step).distinct().toList());
    }
}
