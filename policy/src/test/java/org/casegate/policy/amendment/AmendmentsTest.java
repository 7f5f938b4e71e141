// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.amendment.Partners.LETTER;
import static org.casegate.policy.amendment.Partners.NONE;
import static org.casegate.policy.amendment.Partners.ROOT;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.casegate.policy.amendment.Proposal.State;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterFacts;
import org.casegate.policy.register.RegisterFile;
import org.casegate.policy.register.RetentionClassId;
import org.casegate.policy.register.Setting;
import org.casegate.policy.register.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What takes effect at once, what waits, for whom, and what the ledger says of it.
class AmendmentsTest {
    private static final AgreementId RUTLAND = new AgreementId("rutland");
    private static final AgreementId WESSEX = new AgreementId("wessex");

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
    @DisplayName("A-16, OB-005: the first load begins on the evidence of signatures and admissions, each in its entry")
    void beginsOnEvidence() {
        assertThat(partners.current().agreements()).extracting(AgreementRegistration::state)
                .containsOnly(AgreementRegistration.State.ACTIVE);
        assertThat(partners.amendments().waiting()).isEmpty();
        assertThat(partners.kinds(1)).containsSubsequence("CONFIG_CHANGED AGREEMENT-TEXT-KEPT",
                "CONFIG_CHANGED AGENCY-ADDED", "CONFIG_CHANGED MEMBERSHIP-ADDED", "SIGNED", "ADMITTED",
                "CONFIG_CHANGED ACCOUNT-ADDED", "CONFIG_CHANGED AGREEMENT-ADDED", "RETENTION_SET",
                "CONFIG_CHANGED SETTING-CHANGED", "CONFIG_CHANGED AGREEMENT-ACTIVATED");
        assertThat(partners.entries(1)).filteredOn(entry -> entry.startsWith("SIGNED"))
                .first().asString().contains("\"body\":\"county\"", "\"on\":\"2025-01-10\"", "\"actor\":\"os:root\"")
                .doesNotContain("Chief Executive");
    }

    @Test
    @DisplayName("A-16, OB-001: without the evidence of everybody who is asked, an agreement waits as a draft")
    void waitsWithoutEvidence() throws Exception {
        try (Partners fresh = new Partners()) {
            Register wanted = Partners.read(Partners.REGISTER
                    .replace(", signed: { on: 2025-01-11, version: \"3\" }", ""));
            Amendments.Done done = fresh.amendments().ask(ROOT, _ -> wanted);

            assertThat(fresh.current().agreement(RUTLAND).orElseThrow().state())
                    .isEqualTo(AgreementRegistration.State.DRAFT);
            assertThat(fresh.amendments().waiting()).singleElement().satisfies(proposal -> {
                assertThat(done.proposals()).containsExactly(proposal.id());
                assertThat(proposal.outstanding()).containsExactly("county", "police", "hospital");
            });
            assertThat(fresh.entries(done.proposals().getFirst())).first().asString()
                    .startsWith("CONFIG_CHANGED APPROVAL-WANTED")
                    .contains("agreement rutland state=ACTIVE", "\"outstanding\":[\"county\",\"police\",\"hospital\"]");
        }
    }

    @Test
    @DisplayName("A-46 narrowing is an operation and holds at once")
    void narrowsAtOnce() throws Exception {
        long before = partners.size();
        Amendments.Done done = ask("county-sysadmin", set(RUTLAND, Setting.SPOC_MISSING, "BLOCK_BOTH"));

        assertThat(done.proposals()).isEmpty();
        assertThat(partners.current().agreement(RUTLAND).orElseThrow().settings().value(Setting.SPOC_MISSING))
                .contains("BLOCK_BOTH");
        assertThat(partners.entries(before)).singleElement().asString()
                .startsWith("CONFIG_CHANGED SETTING-CHANGED").contains("\"setting\":\"spoc.missing\"",
                        "\"value\":\"BLOCK_BOTH\"", "\"actor\":\"county-sysadmin\"", "\"machine_user\":\"os:test\"");
    }

    @Test
    @DisplayName("OB-002: a wider territory waits for every admitted agency, in writing, and holds with the last")
    void asksEverybodyInWriting() throws Exception {
        long id = ask("county-sysadmin", set(RUTLAND, Setting.TERRITORY_ALLOWED, "UK+EEA")).proposals().getFirst();
        assertThat(partners.amendments().waiting()).singleElement().extracting(Proposal::outstanding)
                .isEqualTo(List.of("county", "police", "hospital"));

        assertThatThrownBy(() -> approve("county-spoc", id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessageContaining("in writing (RU 6.3)");
        approve("county-spoc", id, LETTER);
        approve("hospital-spoc", id, LETTER);
        assertThat(territory()).isEqualTo("UK");
        assertThat(partners.amendments().waiting()).singleElement().extracting(Proposal::outstanding)
                .isEqualTo(List.of("police"));
        long before = partners.size();
        Amendments.Done done = approve("police-spoc", id, LETTER);

        assertThat(done.inForce()).hasSize(1);
        assertThat(territory()).isEqualTo("UK+EEA");
        List<String> entries = partners.entries(before);
        assertThat(entries).hasSize(2);
        assertThat(entries.getFirst()).startsWith("APPROVED").contains("\"approver\":\"police\"", "\"role\":\"SPOC\"",
                "\"document\":\"RU/2026/014\"", "\"document_sha256\":\"" + "ab".repeat(32) + "\"", "\"outstanding\":[]",
                "\"version\":\"3\"", "\"clauses\":[\"RU 6.3\"]", "\"proposal_sha256\":\"");
        assertThat(entries.getLast()).startsWith("CONFIG_CHANGED SETTING-CHANGED").contains("\"proposal\":" + id,
                "\"approved_by\":[\"county\",\"hospital\",\"police\"]");
        assertThat(partners.amendments().all()).extracting(Proposal::state).containsExactly(State.IN_FORCE);
    }

    @Test
    @DisplayName("OB-003: whoever drafts a change does not approve it")
    void keepsTheDrafterFromApproving() throws Exception {
        long id = ask("county-manager", set(WESSEX, Setting.REVIEW_OVERDUE, "WARN")).proposals().getFirst();

        assertThatThrownBy(() -> approve("county-manager", id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessageContaining("Whoever drafts a change of this agreement (the role BUSINESS_MANAGER)");
        approve("county-spoc", id, NONE);
        approve("police-spoc", id, NONE);

        assertThat(partners.current().agreement(WESSEX).orElseThrow().settings().value(Setting.REVIEW_OVERDUE))
                .contains("WARN");
    }

    @Test
    @DisplayName("OB-001 to OB-004: only bodies that are asked approve, once, by an account of the right role")
    void refusesWhoIsNotAsked() throws Exception {
        long id = ask("county-manager", set(WESSEX, Setting.REVIEW_OVERDUE, "WARN")).proposals().getFirst();

        assertThatThrownBy(() -> approve("hospital-spoc", id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessage("The Hospital is not asked to approve this. Asked are: county, police.");
        assertThatThrownBy(() -> approve("county-sysadmin", id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessage("county-sysadmin has none of the roles that may approve this: SPOC.");
        assertThatThrownBy(() -> partners.amendments().approve(ROOT, id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessageContaining("The machine's user alone approves nothing.");
        approve("county-spoc", id, NONE);
        assertThatThrownBy(() -> approve("county-spoc", id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessage("county has approved proposal %d already.".formatted(id));
        assertThatThrownBy(() -> approve("county-spoc", 4711, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessage("There is no proposal 4711.");
    }

    @Test
    @DisplayName("A-46 a partner that refuses ends it, and so does who asked")
    void endsARefusedProposal() throws Exception {
        long refused = ask("county-manager", set(WESSEX, Setting.REVIEW_OVERDUE, "WARN")).proposals().getFirst();
        partners.amendments().refuse(partners.by("police-spoc"), refused);
        long withdrawn = ask("county-manager", set(WESSEX, Setting.REVIEW_OVERDUE, "WARN")).proposals().getFirst();
        partners.amendments().refuse(partners.by("county-manager"), withdrawn);

        assertThat(partners.kinds(refused)).containsExactly("CONFIG_CHANGED APPROVAL-WANTED",
                "CONFIG_CHANGED PROPOSAL-REFUSED", "CONFIG_CHANGED APPROVAL-WANTED",
                "CONFIG_CHANGED PROPOSAL-WITHDRAWN");
        assertThatThrownBy(() -> approve("county-spoc", refused, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessage("Proposal %d does not wait any more: it is REFUSED.".formatted(refused));
        assertThatThrownBy(() -> partners.amendments().refuse(partners.by("hospital-spoc"), refused))
                .isInstanceOf(AmendmentRefused.class);
    }

    @Test
    @DisplayName("A-46 what is asked for twice waits once, and an approval is never for something else")
    void asksOnceAndNoticesThatTheRegisterMovedOn() throws Exception {
        ask("county-sysadmin", set(RUTLAND, Setting.SPOC_MISSING, "BLOCK_SEND"));
        UnaryOperator<Register> change = set(RUTLAND, Setting.SPOC_MISSING, "WARN");
        long id = ask("county-sysadmin", change).proposals().getFirst();
        long before = partners.size();
        assertThat(ask("county-manager", change).proposals()).containsExactly(id);
        assertThat(partners.size()).isEqualTo(before);

        ask("county-sysadmin", set(RUTLAND, Setting.SPOC_MISSING, "BLOCK_BOTH"));
        approve("county-spoc", id, LETTER);
        approve("hospital-spoc", id, LETTER);
        assertThatThrownBy(() -> approve("police-spoc", id, LETTER)).isInstanceOf(AmendmentRefused.class)
                .hasMessageContaining("The register has changed since proposal");
        assertThat(partners.amendments().all()).extracting(Proposal::state).containsExactly(State.OVERTAKEN);
        assertThat(partners.current().agreement(RUTLAND).orElseThrow().settings().value(Setting.SPOC_MISSING))
                .contains("BLOCK_BOTH");
    }

    @Test
    @DisplayName("A-46 of approvals that come at once, one is the last")
    void takesEffectOnce() throws Exception {
        long id = ask("county-sysadmin", set(RUTLAND, Setting.TERRITORY_ALLOWED, "UK+EEA")).proposals().getFirst();
        List<Future<Amendments.Done>> answers = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String account : List.of("county-spoc", "police-spoc", "hospital-spoc")) {
                answers.add(people.submit(() -> approve(account, id, LETTER)));
            }
        }
        int last = 0;
        for (Future<Amendments.Done> answer : answers) {
            last += answer.get().inForce().size();
        }

        assertThat(last).isEqualTo(1);
        assertThat(territory()).isEqualTo("UK+EEA");
        assertThat(partners.kinds(id + 1)).containsExactly("APPROVED", "APPROVED", "APPROVED",
                "CONFIG_CHANGED SETTING-CHANGED");
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
        assertThatThrownBy(() -> approve("hospital-spoc", id, LETTER)).isInstanceOf(AmendmentRefused.class);
        assertThatThrownBy(() -> approve("county-spoc", id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessageContaining("in writing");
        approve("county-spoc", id, LETTER);
        long before = partners.size();
        approve("police-spoc", id, LETTER);

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
        approve("county-spoc", id, LETTER);
        approve("police-spoc", id, LETTER);
        long before = partners.size();
        approve("hospital-spoc", id, LETTER);

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
        Register reviewed = Partners.read(yaml(wanted).replace("start: 2025-03-01\n  retention",
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
        assertThatThrownBy(() -> approve("county-sysadmin", id, NONE)).isInstanceOf(AmendmentRefused.class);
        assertThatThrownBy(() -> approve("county-sender", id, NONE)).isInstanceOf(AmendmentRefused.class);
        assertThat(partners.current().ceiling()).isEqualTo(Register.Ceiling.UK);
        long before = partners.size();
        approve("police-spoc", id, NONE);

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

        approve("second-sysadmin", id, NONE);
        assertThatThrownBy(() -> approve("county-sysadmin", id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessageContaining("are not two people");
        approve("county-manager", id, NONE);

        assertThat(partners.current().ceiling()).isEqualTo(Register.Ceiling.NONE);
    }

    @Test
    @DisplayName("A-18: a further name needs one approver, another body's place the partnerships that it is in")
    void namesAndSuccessors() throws Exception {
        Register named = partners.edited("id: hospital\n  name: The Hospital",
                "id: hospital\n  name: The Hospital\n  aliases: [The Infirmary]");
        Amendments.Done asked = partners.amendments().ask(ROOT, _ -> named);
        assertThat(asked.inForce()).isEmpty();
        approve("police-spoc", asked.proposals().getFirst(), NONE);
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
        long id = ask("county-manager", set(RUTLAND, Setting.CHANGE_QUORUM, "LISTED_ELEVEN")).proposals().getFirst();
        for (String body : List.of("county", "police", "hospital")) {
            approve(body + "-spoc", id, LETTER);
        }
        Register without = partners.edited(
                "- agreement: rutland\n  agency: hospital\n  statutory: false\n  admitted:\n    on: 2025-02-01\n    by:\n    - county\n    - police\n",
                "");
        partners.amendments().ask(ROOT, _ -> without);
        ask("county-manager", set(RUTLAND, Setting.TERRITORY_ALLOWED, "UK+EEA"));

        assertThat(partners.amendments().waiting()).singleElement().extracting(Proposal::outstanding)
                .isEqualTo(List.of("county", "police", "hospital"));
    }

    @Test
    @DisplayName("A-46 a document's reference is a reference, and no name or letter")
    void takesReferencesOnly() throws Exception {
        long id = ask("county-sysadmin", set(RUTLAND, Setting.TERRITORY_ALLOWED, "UK+EEA")).proposals().getFirst();
        for (Proposal.Document document : List.of(new Proposal.Document("a\nb", Optional.empty()),
                new Proposal.Document("", Optional.empty()), new Proposal.Document("x".repeat(81), Optional.empty()),
                new Proposal.Document("RU/1", Optional.of("AB")))) {
            assertThatThrownBy(() -> approve("county-spoc", id, Optional.of(document)))
                    .isInstanceOf(AmendmentRefused.class);
        }
    }

    @Test
    void saysWhatWouldBeNoRegister() {
        Register broken = new Register(0, Register.Ceiling.UK, partners.current().storagePlaces(), List.of(),
                partners.current().memberships(), partners.current().accounts(), partners.current().agreements());

        assertThatThrownBy(() -> partners.amendments().ask(ROOT, _ -> broken)).isInstanceOf(AmendmentRefused.class)
                .hasMessageContaining("That would leave no register: ");
    }

    private Amendments.Done ask(String account, UnaryOperator<Register> change) throws Exception {
        return partners.amendments().ask(partners.by(account), change);
    }

    private Amendments.Done approve(String account, long id, Optional<Proposal.Document> document) throws Exception {
        return partners.amendments().approve(partners.by(account), id, document);
    }

    private String territory() {
        return partners.current().agreement(RUTLAND).orElseThrow().settings().value(Setting.TERRITORY_ALLOWED)
                .orElseThrow();
    }

    private static UnaryOperator<Register> set(AgreementId agreement, Setting setting, String value) {
        return register -> {
            AgreementRegistration registration = register.agreement(agreement).orElseThrow();
            return register
                    .with(registration.with(new Settings(Map.of(setting, value)).orElse(registration.settings())));
        };
    }

    private static String yaml(Register register) {
        return RegisterFacts.yaml(new RegisterFile(register, List.of(), List.of()));
    }
}
