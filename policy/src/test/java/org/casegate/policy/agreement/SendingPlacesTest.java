// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/// From where each agreement lets its senders sign in: from nowhere that it would refuse every pack from.
class SendingPlacesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 6);
    private static final List<JudgedBy> ALL = JudgedBy.ALL;

    enum Abroad {
        FR, IE, IM, CH, XQ, US;

        boolean inEea() {
            return this == FR || this == IE;
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    @DisplayName("A-06, OB-114, OB-115, OB-116, OB-117, OB-118: below the ceiling from the United Kingdom alone, and never from an unknown place")
    void keepsToTheCeiling(JudgedBy by) {
        assertThat(takes(by, by.registers(), "GB")).isTrue();
        assertThat(takes(by, by.registers(), "??")).isFalse();
        assertThat(takes(by, by.ceilingLifted(), "??")).isFalse();
        assertThat(Stream.of(Abroad.values()).map(Enum::name)).noneMatch(place -> takes(by, by.registers(), place));
    }

    @ParameterizedTest
    @EnumSource(Abroad.class)
    @DisplayName("Annex A, A-01: with the ceiling lifted from where the agreement would take the pack")
    void goesByTheAgreement(Abroad place) {
        for (JudgedBy by : ALL) {
            boolean wide = by.equals(JudgedBy.SOLIHULL) || by.equals(JudgedBy.WIRRAL);
            boolean mechanism = by.equals(JudgedBy.SOLIHULL);
            Registers lifted = by.ceilingLifted();

            assertThat(takes(by, lifted, place.name())).as("%s", by).isEqualTo(wide && place.inEea());
            assertThat(takes(by, by.withMechanisms(lifted, place.name()), place.name())).as("%s", by)
                    .isEqualTo((wide && place.inEea()) || mechanism);
        }
    }

    @Test
    @DisplayName("A-03, A-04, A-05: whom the partnership lets send from abroad is not kept out at the door")
    void goesByTheSettings() {
        JudgedBy by = JudgedBy.STAFFORDSHIRE;
        assertThat(takes(by, by.setting("territory.applies_to", "RECEIVED_ONLY"), "FR")).isTrue();
        assertThat(takes(by, by.setting("territory.includes_anonymised", "no"), "FR")).isTrue();

        Registers named = by.ceilingLifted().setting("territory.remote_access", "ALLOW_NAMED")
                .setting("territory.remote_named", "[" + by.pack().facts().sender() + "]");
        assertThat(takes(by, named, "FR")).isTrue();
        assertThat(takes(by, named, "??")).isFalse();
    }

    @Test
    @DisplayName("A-06: an agreement that is not in force, or in which the agency has no part, opens nothing")
    void opensNothingForOthers() {
        JudgedBy by = JudgedBy.WIRRAL;
        assertThat(takes(by, by.ceilingLifted().edited("state: ACTIVE", "state: DRAFT"), "FR")).isFalse();

        Registers stranger = by.ceilingLifted().edited("memberships:\n",
                "  - { id: gendarmerie, name: Gendarmerie, place: FR }\nmemberships:\n")
                .account("id: gendarme, agency: gendarmerie, kind: PERSON, roles: [SENDER]");
        Account gendarme = stranger.register().account(new AccountId("gendarme")).orElseThrow();
        assertThat(by.agreement().takesFrom(new Place("FR"), gendarme, stranger.register(), TODAY)).isFalse();
    }

    private static boolean takes(JudgedBy by, Registers known, String place) {
        Account sender = known.register().account(by.pack().facts().sender()).orElseThrow();
        return by.agreement().takesFrom(new Place(place), sender, known.register(), TODAY);
    }
}
