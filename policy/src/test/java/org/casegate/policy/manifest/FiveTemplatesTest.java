// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.register.MeetingRef;
import org.casegate.policy.register.Register;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How many answers a template leaves to the sender under each agreement, where a convener settled what is his to settle and
/// the part has arrived.
class FiveTemplatesTest {
    private static final Instant NOW = Instant.parse("2026-05-06T09:00:00Z");
    private static final Settled SETTLED = SettledText.parse("""
            { "purpose_statement": "To learn what happened and what must change",
              "recipients": [ { "agency": "some-body", "account": "some-officer", "why_needed": "Chairs the review",
                                "role_in_case": "Chair" } ],
              "art6": "e", "art9": "g", "dpa_condition": "SCH1-P2-18", "no_consent_reason": "WOULD_PLACE_AT_RISK",
              "legal_gateway": ["CHILDREN-ACT-1989-AND-2004"], "informed": { "state": "WILL_BE_TOLD" },
              "reason": "A serious incident", "retention_class": "case-pack" }""");

    @ParameterizedTest
    @DisplayName("S01: at most eight answers are left to the sender, under each of the five agreements")
    @CsvSource(delimiter = '|', textBlock = """
            staffordshire | as_at subjects categories necessity nature
            solihull      | as_at subjects categories necessity wellbeing consent
            wirral        | originated_on as_at subjects categories necessity wellbeing consent nature
            pan-dorset    | as_at subjects categories necessity nature court_material
            coventry      | as_at subjects categories necessity wellbeing consent
            """)
    void leavesAtMostEight(String id, String keys) {
        Agreement agreement = Agreements.bundled().find(new AgreementId(id)).orElseThrow();
        CaseRecord record = new CaseRecord(new AgreementId(id), new CaseRef("CASE-2026-001"), "REVIEW", Set.of(),
                Set.of(), List.of(new CaseRecord.Meeting(new MeetingRef("MTG-1"), NOW.plusSeconds(86_400))));
        String template = new ManifestTemplate(new AgreementId(id), record.caseRef(), new AgencyId("some-body"),
                SETTLED.in(record, Set.of()).next(NOW), List.of(), agreement.choices(Register.empty()),
                List.of(new PartName("chronology.txt"))).text();

        assertThat(template).containsPattern("categories: \\[] +# <- some of NAME, ADDRESS");
        assertThat(template.lines().filter(line -> !line.startsWith("#") && line.contains("# <-"))
                .map(line -> line.strip().replaceFirst(":.*", "")).distinct())
                .as(template).containsExactly(keys.split(" ", -1)).hasSizeLessThanOrEqualTo(8);
    }
}
