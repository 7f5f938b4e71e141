// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Warning;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.ManifestTemplate;
import org.casegate.policy.manifest.Settled;
import org.casegate.policy.register.AgencyId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// What holds for each of the five bundled agreements.
class FiveAgreementsTest {

    static final List<JudgedBy> ALL = JudgedBy.ALL;

    @ParameterizedTest
    @FieldSource("ALL")
    @DisplayName("a pack with nothing wrong is accepted without a remark")
    void acceptsAPackWithNothingWrong(JudgedBy agreement) {
        Outcome outcome = agreement.judge(agreement.pack());

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.warnings()).extracting(Warning::text).isEmpty();
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
            "solihull | legal_gateway, consent, informed, wellbeing, reason | OTHER | role_in_case, court_material, purpose_statement",
            "wirral | purpose_statement, legal_gateway, consent, informed, wellbeing, reason, third_party_impact, historical, distinguished_in_text, originated_on | OTHER | role_in_case, court_material",
            "pan-dorset | role_in_case, court_material, art6, art9, dpa_condition, additional_justification | ADDITIONAL-PERMITTED | purpose_statement, historical, distinguished_in_text",
            "coventry | legal_gateway, consent, informed, wellbeing, reason, external_ref | ADULT-SAFEGUARDING | role_in_case, court_material"})
    @DisplayName("a template asks for what its agreement needs, and for nothing that only another one does")
    void asksForWhatTheAgreementNeeds(String id, String asked, String offered, String left) {
        JudgedBy by = JudgedBy.ALL.stream().filter(each -> each.toString().equals(id)).findFirst().orElseThrow();
        Manifest manifest = by.pack().manifest();
        String template = new ManifestTemplate(manifest.agreement(), manifest.caseRef(), new AgencyId(by.recipient()),
                Settled.NOTHING, List.of(), by.agreement().choices(by.registers().register()), List.of()).text();

        assertThat(asked.split(", ", -1))
                .allSatisfy(key -> assertThat(template).containsPattern("(?m)^ *" + key + ":"));
        assertThat(left.split(", ", -1))
                .allSatisfy(key -> assertThat(template).doesNotContainPattern("(?m)^ *" + key + ":"));
        assertThat(template).contains(offered, "DATE-OF-BIRTH");
    }
}
