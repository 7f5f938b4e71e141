// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.JudgedBy.COVENTRY;
import static org.casegate.policy.agreement.JudgedBy.PAN_DORSET;
import static org.casegate.policy.agreement.JudgedBy.SOLIHULL;
import static org.casegate.policy.agreement.JudgedBy.WIRRAL;

import org.casegate.policy.check.Code;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.inspect.Inspector;
import org.casegate.policy.inspect.PartFindings;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Scenarios as the judge meets them, from first to last word.
class ScenariosTest {

    @Test
    @DisplayName("S10: a third-sector body is refused twice, then accepted")
    void refusesAThirdSectorBodyTwiceThenAcceptsIt() {
        Packs toClass = SOLIHULL.pack().to("third-sector/somebody");
        Packs toCharity = SOLIHULL.pack().to("org-so-0417/org-so-0417-officer");
        String all = "[solihull-metropolitan-borough-council, west-midlands-police, birmingham-and-solihull-integrated-care-board]";
        Registers unknown = SOLIHULL.withAgency("org-so-0417", "A registered charity", "");
        Registers admitted = SOLIHULL.withAgency("org-so-0417", "A registered charity",
                ", entry: 1, admitted: { on: 2026-05-01, by: " + all + " }");

        SOLIHULL.guarded(toClass, "SO-05", Code.AGENCY_CLASS_NOT_BODY, "SO 2",
                "This upload was refused because Third Sector is a description and not an organisation; name the organisation.");
        SOLIHULL.guarded(toCharity, unknown, "SO-06", Code.AGENCY_NOT_ADMITTED, "SO 2; SO 6.3",
                "This upload was refused because A registered charity is not a party to the Solihull protocol and has not been admitted.");
        SOLIHULL.accepts(toCharity, admitted);
    }

    @Test
    @DisplayName("S20, OB-054: anonymised data for another purpose is accepted; a version with a hidden column is refused by the kind of its leak")
    void refusesALeakByItsKind() {
        Packs demand = PAN_DORSET.pack().edited("purpose: CSPR", "purpose: SERVICE-DEMAND-MODELLING")
                .edited("identifiability: IDENTIFIABLE", "identifiability: ANONYMISED").without("subjects")
                .without("categories").without("art6").without("art9").without("dpa_condition")
                .without("no_consent_reason").without("legal_gateway");
        PartFindings clean = inspected("ward,month,referrals\nBoscombe,2026-04,31\n");
        PartFindings leaking = inspected("ward,month,referrals,nhs\nBoscombe,2026-04,31,\"999 000 0018\"\n");

        PAN_DORSET.accepts(demand.seen(clean));
        PAN_DORSET.objected(demand.seen(leaking), "PD-10", Code.ANON_FAILED, "PD PRINCIPLES b5",
                "This upload was refused because it was declared anonymised but chronology.csv contains what looks like an NHS number.");
        assertThat(PAN_DORSET.judge(demand.seen(leaking)).findings()).extracting(Finding::text)
                .noneMatch(text -> text.contains("999"));
    }

    @Test
    @DisplayName("S23: the outcome follows the agreement of the transfer, not the body")
    void followsTheAgreementOfTheTransfer() {
        String cafcass = "children-and-family-court-advisory-and-support-service-cafcass";

        COVENTRY.guarded(COVENTRY.pack(), JudgedBy.place(COVENTRY.ceilingLifted(), cafcass, "IE"), "CO-07",
                Code.TERRITORY,
                "CO 5.4.7",
                "This upload was refused because Children and Family Court Advisory and Support Service (CAFCASS)'s endpoint is in Ireland and Coventry partners may not move shared data outside the UK.");
        for (JudgedBy wider : new JudgedBy[]{SOLIHULL, WIRRAL}) {
            Registers known = JudgedBy.place(wider.ceilingLifted(), "cafcass", "IE").account(
                    "id: cafcass-officer, agency: cafcass, kind: PERSON, roles: [RECIPIENT], checked_on: 2026-01-10");
            assertThat(wider.judge(wider.pack().to("cafcass/cafcass-officer"), known))
                    .isInstanceOf(Outcome.Accepted.class);
        }
    }

    private static PartFindings inspected(String table) {
        Inspector inspector = new Inspector();
        byte[] octets = table.getBytes(UTF_8);
        inspector.update(octets, 0, octets.length);
        return inspector.finish();
    }
}
