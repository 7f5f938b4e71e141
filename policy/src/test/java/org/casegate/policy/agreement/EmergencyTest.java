// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.JudgedBy.SOLIHULL;
import static org.casegate.policy.agreement.JudgedBy.STAFFORDSHIRE;
import static org.casegate.policy.agreement.JudgedBy.WIRRAL;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Emergency;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.check.Warning;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Registers;
import org.casegate.policy.register.Setting;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// what two people may let pass because a child cannot wait, and what nobody may.
class EmergencyTest {

    @Test
    @DisplayName("A-52: two people let a missing contact, training, phase or historical note pass, and each is a remark")
    void letsFormPassForTwoPeople() {
        Packs late = STAFFORDSHIRE.pack().without("meeting_at");
        Registers untrained = STAFFORDSHIRE.registers().edited("roles: [SENDER, RECIPIENT], trained_on: 2026-01-10",
                "roles: [SENDER, RECIPIENT]");

        passes(STAFFORDSHIRE, late, STAFFORDSHIRE.registers(), Code.PHASE);
        passes(STAFFORDSHIRE, STAFFORDSHIRE.pack(), untrained, Code.PERSON_NOT_TRAINED);
        passes(SOLIHULL, SOLIHULL.pack(), SOLIHULL.without("west-midlands-police", "spoc"), Code.SPOC_MISSING);
        passes(WIRRAL, WIRRAL.pack().edited("nature: FACT", "historical: true, nature: FACT"), WIRRAL.registers(),
                Code.HISTORICAL_UNEXPLAINED);
        passes(WIRRAL, WIRRAL.pack(), WIRRAL.setting("review.overdue", "SUSPEND_NEW")
                .edited("reviewed: [2025-10-31, 2026-01-31]", "reviewed: []"), Code.AGREEMENT_NOT_ACTIVE);
    }

    @Test
    @DisplayName("A-52, OB-114, OB-037: territory, record and named recipient are on no list")
    void letsNothingElsePass() {
        Packs abroad = lifted(STAFFORDSHIRE.pack(), "scc-safeguarding-lead", "scc-deputy");

        assertThat(STAFFORDSHIRE.judge(abroad, STAFFORDSHIRE.placed("staffordshire-county-council", "FR")).findings())
                .extracting(Finding::code).containsExactly(Code.TERRITORY);
        assertThat(STAFFORDSHIRE.judge(abroad.to("ofsted/someone")).findings()).extracting(Finding::code)
                .containsExactly(Code.RECIPIENT_NOT_NAMED);
        assertThat(STAFFORDSHIRE.judge(abroad.with(facts -> facts.over(false))).findings()).extracting(Finding::code)
                .containsExactly(Code.CHANNEL);
        assertThat(STAFFORDSHIRE.judge(abroad, STAFFORDSHIRE.registers().edited("state: ACTIVE", "state: DRAFT"))
                .findings()).extracting(Finding::code).containsExactly(Code.AGREEMENT_NOT_ACTIVE);
        assertThat(STAFFORDSHIRE.judge(abroad.without("necessity")).findings()).extracting(Finding::code)
                .containsExactly(Code.NECESSITY);
        assertThat(Setting.EMERGENCY_RELEASE.takes("REVIEW,TERRITORY")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scc-safeguarding-lead", "scc-safeguarding-lead scc-safeguarding-lead",
            "scc-safeguarding-lead nobody-known", "scc-safeguarding-lead scc-front-door", ""})
    @DisplayName("A-52: it takes two persons")
    void takesTwoPersons(String people) {
        Packs late = lifted(STAFFORDSHIRE.pack().without("meeting_at"), people.split(" ", -1));

        assertThat(STAFFORDSHIRE.judge(late).findings()).extracting(Finding::code).containsExactly(Code.PHASE);
    }

    @Test
    @DisplayName("A-52: the partnership's list says what may pass")
    void keepsToThePartnershipsList() {
        Packs late = lifted(STAFFORDSHIRE.pack().without("meeting_at"), "scc-safeguarding-lead", "scc-deputy");

        assertThat(STAFFORDSHIRE.judge(late, STAFFORDSHIRE.setting("emergency.release", "[SPOC]")).findings())
                .extracting(Finding::code).containsExactly(Code.PHASE);
    }

    private static void passes(JudgedBy by, Packs pack, Registers known, Code code) {
        Registers withPeople = known
                .account("id: first-person, agency: " + by.recipient() + ", kind: PERSON, roles: [SPOC]")
                .account("id: second-person, agency: " + by.recipient() + ", kind: PERSON, roles: [SPOC]");
        Outcome refused = by.judge(pack, withPeople);
        Outcome outcome = by.judge(lifted(pack, "first-person", "second-person"), withPeople);

        assertThat(refused.findings()).extracting(Finding::code).containsOnly(code);
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(outcome.warnings()).extracting(Warning::code).containsOnly(Code.EMERGENCY_RELEASE);
        assertThat(outcome.warnings().getFirst().text()).startsWith(
                "Two people let this upload pass at this gateway in an emergency, and it is reviewed within five days. Without them: This upload was refused because ");
    }

    private static Packs lifted(Packs pack, String... people) {
        Emergency emergency = new Emergency(Arrays.stream(people).filter(each -> !each.isEmpty()).map(AccountId::new)
                .collect(Collectors.toSet()));
        return pack.with(facts -> facts.released(emergency));
    }
}
