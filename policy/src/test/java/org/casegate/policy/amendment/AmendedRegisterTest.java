// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.amendment.Partners.LETTER;
import static org.casegate.policy.amendment.Partners.NONE;
import static org.casegate.policy.amendment.Partners.ROOT;

import java.time.Period;
import java.util.List;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RetentionClassId;
import org.casegate.policy.register.Setting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What of the register is amended: members, retention, reviews, the ceiling, names. Who is asked for each, and what the ledger says.
class AmendedRegisterTest {
    private static final AgreementId RUTLAND = new AgreementId("rutland");

    private Partners partners;

    @BeforeEach
    void load() throws Exception {
        partners = Partners.loaded();
    }

    @AfterEach
    void close() {
        partners.close();
    }

    @Test
    @DisplayName("OB-010, OB-045: after the beginning the statutory partners admit a further body; until then nothing of it counts")
    void admitsByApproval() throws Exception {
        Register wanted = partners.edited("accounts:", """
                - agreement: rutland
                  agency: charity
                  admitted: { on: 2026-05-01, by: [county, police] }
                accounts:""");
        long id = partners.amendments().ask(ROOT, _ -> wanted).proposals().getFirst();
        assertThat(partners.current().membership(RUTLAND, new AgencyId("charity"))).get()
                .satisfies(membership -> assertThat(membership.admitted()).isEmpty());
        assertThatThrownBy(() -> partners.approve("hospital-spoc", id, LETTER)).isInstanceOf(AmendmentRefused.class);
        assertThatThrownBy(() -> partners.approve("county-spoc", id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessageContaining("in writing");
        partners.approve("county-spoc", id, LETTER);
        long before = partners.size();
        partners.approve("police-spoc", id, LETTER);

        assertThat(partners.entries(before).getLast()).startsWith("ADMITTED").contains("\"body\":\"charity\"",
                "\"by\":\"county,police\"", "\"on\":\"2026-05-01\"");
        assertThat(partners.amendments().plan(wanted).isEmpty()).isTrue();
    }

    @Test
    @DisplayName("OB-026: suspending holds at once; its end waits for approval, by leaving and coming back too")
    void suspendsAtOnceAndLiftsByApproval() throws Exception {
        String police = "agency: police\n  statutory: true\n  signed:";
        String suspended = "agency: police\n  statutory: true\n  suspended: { from: 2026-05-06, reason: As decided }\n  signed:";
        long before = partners.size();
        partners.amendments().ask(ROOT, _ -> partners.edited(police, suspended));
        assertThat(partners.entries(before)).singleElement().asString().startsWith("SUSPENDED").contains("2026-05-06")
                .doesNotContain("As decided");

        Register without = new Register(0, partners.current().ceiling(), partners.current().storagePlaces(),
                partners.current().agencies(), partners.current().memberships().stream().filter(
                        membership -> !membership.agency().value().equals("police")
                                || !membership.agreement().equals(RUTLAND))
                        .toList(),
                partners.current().accounts(), partners.current().agreements());
        assertThat(partners.amendments().plan(without).waiting()).hasSize(1);
        assertThat(partners.amendments().plan(Partners.read(Partners.REGISTER)).waiting()).singleElement()
                .satisfies(waiting -> assertThat(waiting.differences()).singleElement()
                        .satisfies(lifted -> assertThat(lifted.path()).containsExactly("suspended")));
    }

    @Test
    @DisplayName("A-46, S18: keeping longer waits, also for ever with a review; keeping less long holds at once")
    void keepsLongerByApproval() throws Exception {
        RetentionClassId pack = new RetentionClassId("case-pack");
        Register longer = partners.edited("period: P90D", "period: P1Y");
        Register forEver = partners.edited("period: P90D\n    action: DESTROY",
                "period: INDEFINITE\n    action: REVIEW\n    review_every: P12M");
        assertThat(partners.amendments().plan(longer).waiting()).hasSize(1);
        assertThat(partners.amendments().plan(forEver).waiting()).hasSize(1);
        long id = partners.amendments().ask(ROOT, _ -> forEver).proposals().getFirst();
        partners.approve("county-spoc", id, LETTER);
        partners.approve("police-spoc", id, LETTER);
        long before = partners.size();
        partners.approve("hospital-spoc", id, LETTER);

        assertThat(partners.entries(before).getLast()).startsWith("RETENTION_SET").contains("\"former\":\"P90D\"",
                "\"period\":\"INDEFINITE\"", "\"review_every\":\"P12M\"", "\"action\":\"REVIEW\"");
        assertThat(partners.current().agreement(RUTLAND).orElseThrow().retention()).hasEntrySatisfying(pack,
                retention -> assertThat(retention.reviewEvery()).contains(Period.ofMonths(12)));
        Register shorter = partners.edited("period: INDEFINITE\n    action: REVIEW",
                "period: P30D\n    action: DESTROY");
        assertThat(partners.amendments().ask(ROOT, _ -> shorter).proposals()).isEmpty();
    }

    @Test
    @DisplayName("OB-012: a notice of termination holds at once, and is not taken back without approval")
    void terminates() throws Exception {
        Register ended = partners.edited("agreement: wessex\n  version: '1'",
                "agreement: wessex\n  terminated: { effective: 2026-06-01, scope: ALL, by: county }\n  version: '1'");
        long before = partners.size();
        partners.amendments().ask(ROOT, _ -> ended);
        assertThat(partners.entries(before)).singleElement().asString().startsWith("TERMINATED")
                .contains("\"by\":\"county\"", "\"effective\":\"2026-05-31T23:00:00Z\"", "\"scope\":\"ALL\"");

        assertThat(partners.amendments().plan(Partners.read(Partners.REGISTER)).waiting()).hasSize(1);
    }

    @Test
    @DisplayName("OB-013, OB-006, OB-007, OB-009: reviews, notices and attestations are recorded in their kinds")
    void recordsReviewsNoticesAndAttestations() throws Exception {
        Register wanted = partners.edited("accounts:", """
                - agreement: rutland
                  agency: charity
                  notified: { on: 2026-05-01, version: "3" }
                  risk_controls: { on: 2026-05-02, role: Information governance lead }
                accounts:""");
        Register reviewed = Partners.read(Partners.yaml(wanted).replace("start: 2025-03-01\n  retention",
                "start: 2025-03-01\n  reviewed: [2025-09-01, 2026-03-01]\n  retention"));
        long before = partners.size();
        assertThat(partners.amendments().ask(ROOT, _ -> reviewed).proposals()).isEmpty();

        assertThat(partners.kinds(before)).containsExactly("CONFIG_CHANGED MEMBERSHIP-ADDED",
                "NOTIFIED AGREEMENT-GIVEN", "CONFIG_CHANGED RISK-CONTROLS-ATTESTED", "REVIEWED", "REVIEWED");
    }

    @Test
    @DisplayName("A-06: the ceiling is lifted by two people, and lowered by one")
    void liftsTheCeilingByTwoPeople() throws Exception {
        Register lifted = partners.edited("territory_ceiling: UK", "territory_ceiling: NONE");
        long id = partners.amendments().ask(partners.by("county-sysadmin"), _ -> lifted).proposals().getFirst();
        assertThat(partners.amendments().waiting()).singleElement().extracting(Proposal::outstanding)
                .isEqualTo(List.of("one more person"));
        assertThatThrownBy(() -> partners.approve("county-sysadmin", id, NONE)).isInstanceOf(AmendmentRefused.class);
        assertThatThrownBy(() -> partners.approve("county-sender", id, NONE)).isInstanceOf(AmendmentRefused.class);
        assertThat(partners.current().ceiling()).isEqualTo(Register.Ceiling.UK);
        long before = partners.size();
        partners.approve("police-spoc", id, NONE);

        assertThat(partners.current().ceiling()).isEqualTo(Register.Ceiling.NONE);
        assertThat(partners.entries(before).getLast()).startsWith("CONFIG_CHANGED TERRITORY-CEILING-SET")
                .contains("\"approved_by\":[\"county-sysadmin\",\"police-spoc\"]", "\"former\":\"UK\"");
        assertThat(partners.amendments().ask(ROOT, _ -> partners.edited("territory_ceiling: NONE",
                "territory_ceiling: UK")).proposals()).isEmpty();
    }

    @Test
    @DisplayName("A-06: an account and the one that made it are not two people, nor is root one of them")
    void knowsWhoIsTwoPeople() throws Exception {
        Register more = partners.edited("accounts:", """
                accounts:
                - { id: second-sysadmin, agency: county, kind: PERSON, roles: [SYSADMIN] }""");
        partners.amendments().ask(partners.by("county-sysadmin"), _ -> more);
        Register lifted = partners.edited("territory_ceiling: UK", "territory_ceiling: NONE");
        long id = partners.amendments().ask(ROOT, _ -> lifted).proposals().getFirst();
        assertThat(partners.amendments().waiting()).singleElement().extracting(Proposal::outstanding)
                .isEqualTo(List.of("two people"));

        partners.approve("second-sysadmin", id, NONE);
        assertThatThrownBy(() -> partners.approve("county-sysadmin", id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessageContaining("are not two people");
        partners.approve("county-manager", id, NONE);

        assertThat(partners.current().ceiling()).isEqualTo(Register.Ceiling.NONE);
    }

    @Test
    @DisplayName("A-18: a further name needs one approver, another body's place the partnerships that it is in")
    void namesAndSuccessors() throws Exception {
        Register named = partners.edited("id: hospital\n  name: The Hospital",
                "id: hospital\n  name: The Hospital\n  aliases: [The Infirmary]");
        Amendments.Done asked = partners.amendments().ask(ROOT, _ -> named);
        assertThat(asked.inForce()).isEmpty();
        partners.approve("police-spoc", asked.proposals().getFirst(), NONE);
        assertThat(partners.current().resolve(new AgencyId("the-infirmary")).value()).isEqualTo("hospital");

        Register followed = partners.edited("id: charity\n  name: The Charity",
                "id: charity\n  name: The Charity\n  succeeds: [{ agency: hospital, on: 2026-05-06 }]");
        assertThat(partners.amendments().plan(followed).waiting()).singleElement()
                .satisfies(waiting -> assertThat(waiting.need().inWords()).isEqualTo("needs the approvals of rutland"));
        Register again = partners.edited("aliases:\n  - the-infirmary",
                "aliases:\n  - the-infirmary\n  - royal-infirmary");
        assertThat(partners.amendments().ask(partners.by("county-manager"), _ -> again).proposals()).isEmpty();
        assertThat(partners.kinds(partners.size() - 2)).containsExactly("APPROVED AT-ONCE",
                "CONFIG_CHANGED AGENCY-CHANGED");
    }

    @Test
    @DisplayName("A-14: everybody is who was admitted, or only who is listed")
    void countsTheQuorum() throws Exception {
        long id = partners.ask("county-manager", Partners.set(RUTLAND, Setting.CHANGE_QUORUM, "LISTED_ELEVEN"))
                .proposals().getFirst();
        for (String body : List.of("county", "police", "hospital")) {
            partners.approve(body + "-spoc", id, LETTER);
        }
        Register without = partners.edited(
                "- agreement: rutland\n  agency: hospital\n  statutory: false\n  admitted:\n    on: 2025-02-01\n    by:\n    - county\n    - police\n",
                "");
        partners.amendments().ask(ROOT, _ -> without);
        partners.ask("county-manager", Partners.set(RUTLAND, Setting.TERRITORY_ALLOWED, "UK+EEA"));

        assertThat(partners.amendments().waiting()).singleElement().extracting(Proposal::outstanding)
                .isEqualTo(List.of("county", "police", "hospital"));
    }
}
