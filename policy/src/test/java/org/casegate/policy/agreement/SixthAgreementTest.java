// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.DownloadFacts;
import org.casegate.policy.check.DownloadRefusal;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A partnership that nobody programmed: one file in the test resources, judged by the same engine.
class SixthAgreementTest {

    private static final Agreement RUTLAND = read();
    private static final Registers KNOWN = Registers
            .of("""
                    register: 1
                    territory_ceiling: NONE
                    storage_places: [GB]
                    agencies:
                      - { id: rutland-county-council, name: Rutland County Council, place: GB }
                      - { id: leics-police, name: Leicestershire Police, place: FR }
                      - { id: east-midlands-health-trust, name: East Midlands Health Trust, place: GB }
                    memberships:
                      - { agreement: rutland, agency: rutland-county-council, statutory: true, signed: { on: 2025-09-01 } }
                      - { agreement: rutland, agency: leics-police, statutory: true, signed: { on: 2025-09-01 } }
                      - { agreement: rutland, agency: east-midlands-health-trust, admitted: { on: 2025-09-01, by: [rutland-county-council, leics-police] } }
                    accounts:
                      - { id: emht-nurse, agency: east-midlands-health-trust, kind: PERSON, roles: [SENDER] }
                      - { id: lp-officer, agency: leics-police, kind: PERSON, roles: [RECIPIENT] }
                    agreements:
                      - agreement: rutland
                        version: "3"
                        state: ACTIVE
                        retention_classes: [{ class: case-pack, trigger: RECEIVED, period: P30D, action: DESTROY }]
                        settings: { review.overdue: CONTINUE }
                    """);
    private static final Packs PACK = Packs.under("rutland", "HARBOUR", "emht-nurse", "east-midlands-health-trust",
            "leicestershire-police/lp-officer")
            .edited("why_needed", "unit: Duty Desk, member_condition: true, why_needed");

    @Test
    @DisplayName("a sixth, invented agreement needs a file and no Java")
    void judgesByAFileAlone() {
        assertThat(judge(PACK, KNOWN)).isInstanceOfSatisfying(Outcome.Accepted.class, accepted -> {
            assertThat(accepted.agreement()).hasToString("rutland 3");
            assertThat(accepted.recipients()).containsExactly(new Recipient(new AgencyId("leics-police"),
                    new AccountId("lp-officer"), Optional.of(new AgencyId("rutland-county-council"))));
            assertThat(accepted.destroyOn().values()).allSatisfy(day -> assertThat(day).isEqualTo("2026-06-05"));
            assertThat(accepted.reliedOn()).extracting(Object::toString).containsExactly("RU 1", "RU 4", "RU 5", "RU 2",
                    "RU 6", "RU 7", "RU 8");
        });
    }

    @Test
    @DisplayName("the invented agreement refuses by its own rules, in its own words")
    void refusesInItsOwnWords() {
        said(PACK, Registers.of(KNOWN.text().replace("place: FR", "place: US")),
                "RU-03 TERRITORY: Leicestershire Police is in the United States.");
        said(PACK, KNOWN.edited("territory_ceiling: NONE", "territory_ceiling: UK"),
                "RU-03 TERRITORY: This gateway does not send to France.");
        said(PACK.edited("member_condition: true, ", ""), KNOWN,
                "RU-02 MEMBER-CONDITION: East Midlands Health Trust belongs only where it treats children.");
        said(PACK.at("2026-05-05T09:00:00Z"), KNOWN,
                "RU-02 AGENCY-NOT-ADMITTED: East Midlands Health Trust has not joined the compact.");
        said(PACK.edited("purpose: HARBOUR", "purpose: AUDIT").without("consent"), KNOWN,
                "RU-04 PURPOSE-NOT-LISTED: AUDIT is no purpose of the compact.",
                "RU-05 CONSENT-NOT-CONSIDERED: Say where consent stands.");
        said(PACK.without("consent"), KNOWN.edited("settings: { ", "settings: { consent.rule: [RESPECTED], "));
    }

    @Test
    @DisplayName("the invented agreement holds by its own rule, for whom it says")
    void holdsByItsOwnRule() {
        Packs beyond = PACK.edited("purpose: HARBOUR", "purpose: LAW-BEYOND");

        said(beyond, KNOWN, "RU-04 PURPOSE-NOT-LISTED: LAW-BEYOND needs a reason in law.");
        assertThat(judge(
                beyond.edited("purpose_statement:", "additional_justification: By statute\npurpose_statement:"), KNOWN))
                .isInstanceOfSatisfying(Outcome.Held.class, held -> assertThat(held.questions()).singleElement()
                        .satisfies(question -> {
                            assertThat(question.agency()).hasToString("east-midlands-health-trust");
                            assertThat(question.by()).isEqualTo("2026-05-06T13:00:00Z");
                        }));
    }

    @Test
    @DisplayName("the invented agreement has a download gate of its own")
    void hasItsOwnGate() {
        Recipient recipient = new Recipient(new AgencyId("leics-police"), new AccountId("lp-officer"));
        DownloadFacts facts = JudgedBy.SOLIHULL.download();
        DownloadFacts mine = new DownloadFacts(recipient.account(), false, Place.UNKNOWN, List.of(recipient),
                facts.state(),
                facts.stateSince(), facts.destroyOn(), false, Optional.empty(), facts.now());

        assertThat(RUTLAND.release(mine, KNOWN.register())).isEmpty();
        assertThat(RUTLAND.release(mine, KNOWN.edited("state: ACTIVE", "state: DRAFT").register()))
                .map(DownloadRefusal::code).hasValue(Code.AGREEMENT_ENDED);
    }

    private static void said(Packs pack, Registers known, String... findings) {
        assertThat(judge(pack, known).findings().stream().map(SixthAgreementTest::line)).containsExactly(findings);
    }

    private static String line(Finding finding) {
        return finding.step() + " " + finding.code() + ": " + finding.text();
    }

    private static Outcome judge(Packs pack, Registers known) {
        return RUTLAND.judge(pack.facts(), known.register());
    }

    private static Agreement read() {
        try (InputStream text = SixthAgreementTest.class.getResourceAsStream("rutland.yaml")) {
            return AgreementParser.parse(text.readAllBytes()).orThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
