// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casegate.ops.walk.Browser;
import org.casegate.policy.amendment.Proposal;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.RetentionClass;
import org.casegate.policy.register.RetentionClassId;
import org.casegate.policy.retention.RetentionRefused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The acceptance scenarios of the four other partnerships, each from a sender's `sftp`, with the approvals that they need.
class PartnershipsTest {
    private static final Instant SIXTH_OF_MAY = Instant.parse("2026-05-06T09:00:00Z");
    private static final Actor OPERATOR = Actor.onMachine("operator");
    private static final String CAFCASS = "children-and-family-court-advisory-and-support-service-cafcass";

    @TempDir
    static Path home;

    private static Site site;

    @BeforeAll
    static void start() throws Exception {
        site = new Site(home, SIXTH_OF_MAY);
    }

    @AfterEach
    void verify() {
        site.verify();
    }

    @AfterAll
    static void shut() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    @DisplayName("S10: a sector is no recipient, a charity is none before the three have admitted it in writing, and then it is")
    void s10ThirdSectorBody() throws Exception {
        Site.Sent toSector = audit("to-sector", "third-sector/somebody");
        assertThat(toSector.findings()).containsExactly("SO-05 AGENCY-CLASS-NOT-BODY SO 2");
        assertThat(toSector.sentence()).startsWith("This upload was refused because Third Sector is a description and "
                + "not an organisation; name the organisation.");

        Site.Sent toCharity = audit("to-charity", "org-so-0417/charity-lead");
        assertThat(toCharity.findings()).containsExactly("SO-06 AGENCY-NOT-ADMITTED SO 2; SO 6.3");

        List<Long> waiting = site.ask(register -> register.replace("accounts:\n",
                "  - { agreement: solihull, agency: org-so-0417, statutory: false, entry: 1, admitted: { on: 2026-05-06, by: "
                        + "[solihull-metropolitan-borough-council, west-midlands-police, "
                        + "birmingham-and-solihull-integrated-care-board] } }\naccounts:\n"));
        assertThat(waiting).hasSize(1);
        assertThat(audit("meanwhile", "org-so-0417/charity-lead").findings())
                .containsExactly("SO-06 AGENCY-NOT-ADMITTED SO 2; SO 6.3");
        site.approved(waiting.getFirst(), Optional.of(new Proposal.Document("SSCP/2026/17", Optional.empty())),
                "smbc-spoc", "wmp-spoc", "bsol-spoc");

        Site.Sent admitted = audit("admitted", "org-so-0417/charity-lead");
        assertThat(admitted.says("outcome", "ACCEPTED")).as(admitted.ran().err()).isTrue();
    }

    private static Site.Sent audit(String folder, String recipient) throws Exception {
        return site.send("smbc-audit-lead", "/solihull/SSCP-MAA-2026-002/" + folder,
                Map.of("manifest.yaml", Manifests.audit(recipient), "report.txt", "An audit.\n"));
    }

    @Test
    @DisplayName("S12: the gateway sends nothing by itself; the hospital's own upload answers the request")
    void s12TheHospitalSends() throws Exception {
        try (Browser council = site.signedIn("smbc-lead")) {
            assertThat(council.get("/packs").links("/packs/")).isEmpty();

            Site.Sent answer = site.send("uhb-named-nurse", "/solihull/SSCP-RR-2026-040/answer",
                    Map.of("manifest.yaml", Manifests.ANSWER, "report.txt", "An answer.\n"));

            assertThat(answer.says("outcome", "ACCEPTED")).as(answer.ran().err()).isTrue();
            assertThat(council.get("/packs").links("/packs/")).hasSize(1);
        }
    }

    @Test
    @DisplayName("S16: Career Connect's answer says how wellbeing was considered, or is refused by that rule alone")
    void s16AnswersWithWellbeing() throws Exception {
        Site.Sent without = site.send("cc-worker", "/wirral/WSCP-FD-2026-112/without", Map.of("manifest.yaml",
                Manifests.WIRRAL_ANSWER.replaceAll("(?m)^wellbeing: .*\n", ""), "report.txt", "What we know.\n"));
        assertThat(without.findings()).singleElement().asString().contains("REASON-MISSING").contains("WI 4.3 b10");
        assertThat(without.sentence()).contains("say how safety and wellbeing were considered");

        Site.Sent with = site.send("cc-worker", "/wirral/WSCP-FD-2026-112/with",
                Map.of("manifest.yaml", Manifests.WIRRAL_ANSWER, "report.txt", "What we know.\n"));
        assertThat(with.says("outcome", "ACCEPTED")).as(with.ran().err()).isTrue();
    }

    @Test
    @DisplayName("S18: keeping for ever needs a review, a reason and the three partners of Wirral; Coventry has no such class")
    void s18IndefiniteOnlyWithReview() throws Exception {
        AgreementId wirral = new AgreementId("wirral");
        assertThatThrownBy(() -> retention(wirral, Optional.empty(), Optional.of("Kept for the inquiry")))
                .isInstanceOf(RetentionRefused.class).hasMessageContaining("INDEFINITE-NO-REVIEW");
        assertThatThrownBy(() -> retention(wirral, Optional.of(Period.ofMonths(12)), Optional.empty()))
                .isInstanceOf(RetentionRefused.class).hasMessageContaining("INDEFINITE-NO-REVIEW");

        long proposal = retention(wirral, Optional.of(Period.ofMonths(12)), Optional.of("Kept for the inquiry"))
                .orElseThrow();
        assertThat(keptBy(wirral)).isEmpty();
        long entry = site.approved(proposal, Optional.empty(), "wla-spoc", "mp-spoc", "cm-spoc").entries().getLast();

        assertThat(site.gateway().queries().entry(entry).orElseThrow().kind()).isEqualTo("RETENTION_SET");
        assertThat(keptBy(wirral)).isPresent();
        assertThatThrownBy(() -> retention(new AgreementId("coventry"), Optional.of(Period.ofMonths(12)),
                Optional.of("Kept for the inquiry"))).isInstanceOf(RetentionRefused.class)
                .hasMessageContaining("CO 5.5.5");
    }

    private static Optional<Long> retention(AgreementId agreement, Optional<Period> review, Optional<String> reason)
            throws Exception {
        return site.gateway().retention().set(OPERATOR, agreement,
                new RetentionClass(new RetentionClassId("WI-INDEF"), RetentionClass.Trigger.RECEIVED, Optional.empty(),
                        RetentionClass.Action.REVIEW, Optional.empty(), reason, review))
                .proposal();
    }

    private static Optional<RetentionClass> keptBy(AgreementId agreement) {
        return Optional.ofNullable(site.gateway().directory().current().agreement(agreement).orElseThrow().retention()
                .get(new RetentionClassId("WI-INDEF")));
    }

    @Test
    @DisplayName("S20: anonymised figures for another purpose are accepted; with a column of NHS numbers refused by their kind, not their value")
    void s20AnonymisedAndALeak() throws Exception {
        Site.Sent clean = site.send("dp-analyst", "/pan-dorset/PDSCP-SDM-2026-001/first",
                Map.of("manifest.yaml", Manifests.DEMAND, "demand.csv", "ward,month,referrals\nBoscombe,2026-04,31\n"));
        assertThat(clean.says("outcome", "ACCEPTED")).as(clean.ran().err()).isTrue();

        Site.Sent leaking = site.send("dp-analyst", "/pan-dorset/PDSCP-SDM-2026-001/second",
                Map.of("manifest.yaml", Manifests.DEMAND, "demand.csv",
                        "ward,month,referrals,nhs\nBoscombe,2026-04,31,\"999 000 0018\"\n"));
        assertThat(leaking.findings()).containsExactly("PD-10 ANON-FAILED PD PRINCIPLES b5");
        assertThat(leaking.sentence()).contains("what looks like an NHS number");
        assertThat(leaking.ran().err() + leaking.receipt()).doesNotContain("999 000 0018", "9990000018");
    }

    @Test
    @DisplayName("S23, A-06: with the ceiling lifted by two people an endpoint in Ireland is refused by Coventry and served by Solihull")
    void s23EndpointInIreland() throws Exception {
        long ceiling = site.ask(register -> register.replace("territory_ceiling: UK", "territory_ceiling: NONE"))
                .getFirst();
        site.approved(ceiling, Optional.empty(), "scc-sysadmin", "dc-sysadmin");
        assertThat(site.ask(register -> register.replaceAll("(?s)(id: " + CAFCASS + "\n.*?place: )GB", "$1IE")))
                .isEmpty();

        Site.Sent coventry = site.send("uhcw-named-nurse", "/coventry/CSCP-SPR-2026-010/uhcw",
                Map.of("manifest.yaml", Manifests.TO_CAFCASS_UNDER_COVENTRY, "report.txt", "A chronology.\n"));
        assertThat(coventry.findings()).containsExactly("CO-07 TERRITORY CO 5.4.7");
        assertThat(coventry.sentence()).contains("endpoint is in Ireland and Coventry partners may not move shared "
                + "data outside the UK");

        Site.Sent solihull = site.send("uhb-named-nurse", "/solihull/SSCP-RR-2026-041/uhb",
                Map.of("manifest.yaml", Manifests.TO_CAFCASS_UNDER_SOLIHULL, "report.txt", "A summary.\n"));
        assertThat(solihull.says("outcome", "ACCEPTED")).as(solihull.ran().err()).isTrue();
    }
}
