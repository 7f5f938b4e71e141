// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Registers;
import org.casegate.policy.register.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Who approves a change is the agreement's data.
class ApprovalsTest {

    private static final String INVENTED = """
            agreement: rutland
            name: Rutland agreement
            version: "3"
            parties:
              - { id: staffordshire-police, name: Staffordshire Police, statutory: true }
              - { id: cafcass, name: CAFCASS }
            %s
            steps:
              - { step: RU-01, check: recorded, clause: RU 8, sentences: [{ code: LEDGER, text: Not kept. }] }
            download:
              - { step: D-06, check: reminder, clause: RU 9, sentences: [{ code: REMINDER, text: Read it. }] }
            """;

    @Test
    @DisplayName("OB-001: in Staffordshire the three statutory partners approve a change, and nothing says in writing")
    void asksTheStatutoryPartnersOfStaffordshire() {
        Approvals.Rule rule = Judged.STAFFORDSHIRE.approvals().changes();

        assertThat(rule.by()).isEqualTo(Approvals.Approvers.STATUTORY_PARTNERS);
        assertThat(rule.inWriting()).isFalse();
        assertThat(rule.clause()).isEqualTo(ClauseRef.parse("ST 1.3"));
        assertThat(Judged.STAFFORDSHIRE.approvers(rule, Registers.allSigned().register())).extracting(AgencyId::value)
                .containsExactly("staffordshire-county-council", "staffordshire-police",
                        "staffordshire-and-stoke-on-trent-integrated-care-board");
    }

    @Test
    @DisplayName("OB-002, A-14: all who were admitted are asked, or all who are listed")
    void asksAllWhoWereAdmittedOrAllWhoAreListed() {
        Register empty = Register.empty();
        Agreement admitted = agreement("approvals: { by: ALL_ADMITTED, in_writing: true, clause: RU 6.3 }");
        Agreement listed = agreement("approvals: { by: LISTED, in_writing: true, clause: RU 6.3 }");

        assertThat(admitted.approvals().changes().inWriting()).isTrue();
        assertThat(admitted.approvers(admitted.approvals().changes(), empty)).extracting(AgencyId::value)
                .containsExactly("staffordshire-police");
        assertThat(listed.approvers(listed.approvals().changes(), empty)).extracting(AgencyId::value)
                .containsExactly("staffordshire-police", "cafcass");
    }

    @Test
    @DisplayName("OB-002: whoever signed or was admitted approves, by one id however many names he has")
    void countsABodyOnce() {
        Approvals.Rule everybody = new Approvals.Rule(Approvals.Approvers.ALL_ADMITTED, true,
                ClauseRef.parse("ST 1.3"));

        assertThat(Judged.STAFFORDSHIRE.approvers(everybody, Registers.allSigned().register())).hasSize(11)
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("OB-003, OB-004: a drafter does not approve, and purposes may have a rule of their own")
    void keepsTheDrafterApartAndPurposesToo() {
        Approvals approvals = agreement("""
                approvals:
                  by: ALL_ADMITTED
                  clause: RU 6.3
                  drafted_by: BUSINESS_MANAGER
                  new_purposes: { by: STATUTORY_PARTNERS, clause: RU b6 }
                """).approvals();

        assertThat(approvals.draftedBy()).contains(Role.BUSINESS_MANAGER);
        assertThat(approvals.forPurposes())
                .isEqualTo(new Approvals.Rule(Approvals.Approvers.STATUTORY_PARTNERS, false, ClauseRef.parse("RU b6")));
        assertThat(agreement("approvals: { by: LISTED, clause: RU 1 }").approvals().forPurposes().by())
                .isEqualTo(Approvals.Approvers.LISTED);
    }

    @Test
    @DisplayName("an agreement that does not say who approves asks everybody, in writing")
    void asksEverybodyWhereNothingIsSaid() {
        assertThat(agreement("").approvals()).isEqualTo(Approvals.UNSTATED);
        assertThat(Approvals.UNSTATED).isEqualTo(new Approvals(
                new Approvals.Rule(Approvals.Approvers.ALL_ADMITTED, true, ClauseRef.PROJECT), Optional.empty(),
                Optional.empty()));
    }

    @Test
    void namesWhoMayApprove() {
        assertThat(AgreementParser
                .parse(INVENTED.formatted("approvals: { by: SOMEBODY, clause: RU 1 }").getBytes(UTF_8))
                .complaints()).extracting(complaint -> complaint.in("rutland.yaml")).isEqualTo(List.of(
                        "rutland.yaml, line 7, approvals.by: 'SOMEBODY' is not accepted; accepted: STATUTORY_PARTNERS, "
                                + "ALL_ADMITTED, LISTED"));
    }

    private static Agreement agreement(String approvals) {
        return AgreementParser.parse(INVENTED.formatted(approvals).getBytes(UTF_8)).orThrow();
    }
}
