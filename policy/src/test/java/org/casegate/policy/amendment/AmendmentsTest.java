// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.amendment.Partners.LETTER;
import static org.casegate.policy.amendment.Partners.NONE;
import static org.casegate.policy.amendment.Partners.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.casegate.policy.amendment.Proposal.State;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Setting;
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
        Amendments.Done done = partners.ask("county-sysadmin",
                Partners.set(RUTLAND, Setting.SPOC_MISSING, "BLOCK_BOTH"));

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
        long id = partners.ask("county-sysadmin", Partners.set(RUTLAND, Setting.TERRITORY_ALLOWED, "UK+EEA"))
                .proposals().getFirst();
        assertThat(partners.amendments().waiting()).singleElement().extracting(Proposal::outstanding)
                .isEqualTo(List.of("county", "police", "hospital"));

        assertThatThrownBy(() -> partners.approve("county-spoc", id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessageContaining("in writing (RU 6.3)");
        partners.approve("county-spoc", id, LETTER);
        partners.approve("hospital-spoc", id, LETTER);
        assertThat(territory()).isEqualTo("UK");
        assertThat(partners.amendments().waiting()).singleElement().extracting(Proposal::outstanding)
                .isEqualTo(List.of("police"));
        long before = partners.size();
        Amendments.Done done = partners.approve("police-spoc", id, LETTER);

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
        long id = partners.ask("county-manager", Partners.set(WESSEX, Setting.REVIEW_OVERDUE, "WARN")).proposals()
                .getFirst();

        assertThatThrownBy(() -> partners.approve("county-manager", id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessageContaining("Whoever drafts a change of this agreement (the role BUSINESS_MANAGER)");
        partners.approve("county-spoc", id, NONE);
        partners.approve("police-spoc", id, NONE);

        assertThat(partners.current().agreement(WESSEX).orElseThrow().settings().value(Setting.REVIEW_OVERDUE))
                .contains("WARN");
    }

    @Test
    @DisplayName("OB-001 to OB-004: only bodies that are asked approve, once, by an account of the right role")
    void refusesWhoIsNotAsked() throws Exception {
        long id = partners.ask("county-manager", Partners.set(WESSEX, Setting.REVIEW_OVERDUE, "WARN")).proposals()
                .getFirst();

        assertThatThrownBy(() -> partners.approve("hospital-spoc", id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessage("The Hospital is not asked to approve this. Asked are: county, police.");
        assertThatThrownBy(() -> partners.approve("county-sysadmin", id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessage("county-sysadmin has none of the roles that may approve this: SPOC.");
        assertThatThrownBy(() -> partners.amendments().approve(ROOT, id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessageContaining("The machine's user alone approves nothing.");
        partners.approve("county-spoc", id, NONE);
        assertThatThrownBy(() -> partners.approve("county-spoc", id, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessage("county has approved proposal %d already.".formatted(id));
        assertThatThrownBy(() -> partners.approve("county-spoc", 4711, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessage("There is no proposal 4711.");
    }

    @Test
    @DisplayName("A-46 a partner that refuses ends it, and so does who asked")
    void endsARefusedProposal() throws Exception {
        long refused = partners.ask("county-manager", Partners.set(WESSEX, Setting.REVIEW_OVERDUE, "WARN")).proposals()
                .getFirst();
        partners.amendments().refuse(partners.by("police-spoc"), refused);
        long withdrawn = partners.ask("county-manager", Partners.set(WESSEX, Setting.REVIEW_OVERDUE, "WARN"))
                .proposals().getFirst();
        partners.amendments().refuse(partners.by("county-manager"), withdrawn);

        assertThat(partners.kinds(refused)).containsExactly("CONFIG_CHANGED APPROVAL-WANTED",
                "CONFIG_CHANGED PROPOSAL-REFUSED", "CONFIG_CHANGED APPROVAL-WANTED",
                "CONFIG_CHANGED PROPOSAL-WITHDRAWN");
        assertThatThrownBy(() -> partners.approve("county-spoc", refused, NONE)).isInstanceOf(AmendmentRefused.class)
                .hasMessage("Proposal %d does not wait any more: it is REFUSED.".formatted(refused));
        assertThatThrownBy(() -> partners.amendments().refuse(partners.by("hospital-spoc"), refused))
                .isInstanceOf(AmendmentRefused.class);
    }

    @Test
    @DisplayName("A-46 what is asked for twice waits once, and an approval is never for something else")
    void asksOnceAndNoticesThatTheRegisterMovedOn() throws Exception {
        partners.ask("county-sysadmin", Partners.set(RUTLAND, Setting.SPOC_MISSING, "BLOCK_SEND"));
        UnaryOperator<Register> change = Partners.set(RUTLAND, Setting.SPOC_MISSING, "WARN");
        long id = partners.ask("county-sysadmin", change).proposals().getFirst();
        long before = partners.size();
        assertThat(partners.ask("county-manager", change).proposals()).containsExactly(id);
        assertThat(partners.size()).isEqualTo(before);

        partners.ask("county-sysadmin", Partners.set(RUTLAND, Setting.SPOC_MISSING, "BLOCK_BOTH"));
        partners.approve("county-spoc", id, LETTER);
        partners.approve("hospital-spoc", id, LETTER);
        assertThatThrownBy(() -> partners.approve("police-spoc", id, LETTER)).isInstanceOf(AmendmentRefused.class)
                .hasMessageContaining("The register has changed since proposal");
        assertThat(partners.amendments().all()).extracting(Proposal::state).containsExactly(State.OVERTAKEN);
        assertThat(partners.current().agreement(RUTLAND).orElseThrow().settings().value(Setting.SPOC_MISSING))
                .contains("BLOCK_BOTH");
    }

    @Test
    @DisplayName("A-46 of approvals that come at once, one is the last")
    void takesEffectOnce() throws Exception {
        long id = partners.ask("county-sysadmin", Partners.set(RUTLAND, Setting.TERRITORY_ALLOWED, "UK+EEA"))
                .proposals().getFirst();
        List<Future<Amendments.Done>> answers = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String account : List.of("county-spoc", "police-spoc", "hospital-spoc")) {
                answers.add(people.submit(() -> partners.approve(account, id, LETTER)));
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
    @DisplayName("A-46 a document's reference is a reference, and no name or letter")
    void takesReferencesOnly() throws Exception {
        long id = partners.ask("county-sysadmin", Partners.set(RUTLAND, Setting.TERRITORY_ALLOWED, "UK+EEA"))
                .proposals().getFirst();
        for (Proposal.Document document : List.of(new Proposal.Document("a\nb", Optional.empty()),
                new Proposal.Document("", Optional.empty()), new Proposal.Document("x".repeat(81), Optional.empty()),
                new Proposal.Document("RU/1", Optional.of("AB")))) {
            assertThatThrownBy(() -> partners.approve("county-spoc", id, Optional.of(document)))
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

    private String territory() {
        return partners.current().agreement(RUTLAND).orElseThrow().settings().value(Setting.TERRITORY_ALLOWED)
                .orElseThrow();
    }
}
