// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Bodies under other names, and bodies whose place another has taken (OB-048, A-18).
class SuccessionTest {
    private static final AgreementId WIRRAL = new AgreementId("wirral");
    private static final AgencyId GROUP = new AgencyId("wirral-clinical-commissioning-group");
    private static final AgencyId BOARD = new AgencyId("nhs-cheshire-and-merseyside-integrated-care-board");
    private static final LocalDate DAY = LocalDate.of(2022, 7, 1);

    private static final String TEXT = """
            register: 1
            agencies:
              - { id: wirral-clinical-commissioning-group, name: Wirral Clinical Commissioning Group, aliases: [Wirral CCG] }
              - id: nhs-cheshire-and-merseyside-integrated-care-board
                name: NHS Cheshire and Merseyside Integrated Care Board
                succeeds: [{ agency: wirral-ccg, on: 2022-07-01 }]
            memberships:
              - { agreement: wirral, agency: wirral-clinical-commissioning-group, statutory: true, admitted: { on: 2020-07-01 } }
            """;

    private final Register register = read(TEXT);

    @Test
    @DisplayName("A-18 a successor answers to the old names from its day on, and not before")
    void resolvesByTheDay() {
        assertThat(register.on(DAY.minusDays(1)).resolve(GROUP)).isEqualTo(GROUP);
        assertThat(register.on(DAY).resolve(GROUP)).isEqualTo(BOARD);
        assertThat(register.on(DAY).resolve(new AgencyId("wirral-ccg"))).isEqualTo(BOARD);
        assertThat(register.on(DAY).nameOf(GROUP)).isEqualTo("NHS Cheshire and Merseyside Integrated Care Board");
        assertThat(register.resolve(GROUP)).isEqualTo(GROUP);
    }

    @Test
    @DisplayName("A-18 a successor holds the membership of whom it follows, until it has one of its own")
    void inheritsAMembership() {
        assertThat(register.on(DAY).membership(WIRRAL, BOARD)).get().extracting(Membership::statutory).isEqualTo(true);
        assertThat(register.on(DAY.minusDays(1)).membership(WIRRAL, BOARD)).isEmpty();

        Register own = read(
                TEXT + "  - { agreement: wirral, agency: " + BOARD + ", suspended: { from: 2023-01-01 } }\n");
        assertThat(own.on(DAY).membership(WIRRAL, GROUP)).get()
                .satisfies(membership -> assertThat(membership.suspended()).isPresent());
    }

    @Test
    @DisplayName("A-18 a body has one successor, and never itself")
    void refusesSuccessionsThatLeadNowhere() {
        assertThat(complaints(TEXT + "  - { agreement: wirral, agency: wirral-ccg }\n"))
                .contains("list one body twice, as wirral-clinical-commissioning-group and wirral-ccg");
        String another = TEXT.replace("memberships:",
                "  - { id: another-board, name: Another Board, succeeds: [{ agency: wirral-clinical-commissioning-group, on: 2023-01-01 }] }\n"
                        + "memberships:");
        assertThat(complaints(another)).contains("give wirral-clinical-commissioning-group two successors");
        assertThat(complaints(TEXT.replace("aliases: [Wirral CCG]",
                "aliases: [Wirral CCG], succeeds: [{ agency: " + BOARD + ", on: 2024-01-01 }]")))
                .contains("come after itself");
    }

    private static String complaints(String text) {
        return RegisterParser.parse(text.getBytes(UTF_8)).complaints().toString();
    }

    private static Register read(String text) {
        return RegisterParser.parse(text.getBytes(UTF_8)).orThrow().register();
    }
}
