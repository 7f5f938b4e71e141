// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Where object store and database may be, asked before the gateway starts.
class StoresTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 6);
    private static final Agreement STAFFORDSHIRE = Agreements.bundled().find(
            new AgreementId("staffordshire")).orElseThrow();

    @Test
    @DisplayName("OB-114, ST 6.0: a store outside the UK is objected to by the agreement, whatever the ceiling")
    void abroad() {
        Registers abroad = Registers.allSigned().edited("storage_places: [GB]", "storage_places: [GB, IE, XQ]");

        assertThat(STAFFORDSHIRE.objectionsToStores(abroad.register(), TODAY)).containsExactly(
                "a store of this gateway is in Ireland, and the Staffordshire agreement does not let data be there (ST 6.0)",
                "a store of this gateway is in the Sovereign Base Areas, and the Staffordshire agreement does not let data be there (ST 6.0)");
    }

    @Test
    @DisplayName("OB-114: a store in the UK is not objected to; one nobody has placed is")
    void atHome() {
        assertThat(STAFFORDSHIRE.objectionsToStores(Registers.allSigned().register(), TODAY)).isEmpty();
        assertThat(STAFFORDSHIRE.objectionsToStores(
                Registers.allSigned().edited("storage_places: [GB]", "storage_places: []").register(), TODAY))
                .singleElement().asString().contains("is in an unknown place").contains("(ST 6.0)");
    }

    @Test
    @DisplayName("A-06: a place that the agreement lets and the gateway's ceiling does not cites the gateway, not the agreement")
    void aboveTheCeiling() {
        Registers abroad = Registers.allSigned().edited("storage_places: [GB]", "storage_places: [IE]")
                .setting("territory.allowed", "UK+EEA");

        assertThat(STAFFORDSHIRE.objectionsToStores(abroad.register(), TODAY)).containsExactly(
                "a store of this gateway is in Ireland, and this gateway keeps to the United Kingdom while its territory_ceiling is UK ([project])");
        assertThat(STAFFORDSHIRE.objectionsToStores(
                abroad.edited("territory_ceiling: UK", "territory_ceiling: NONE").register(), TODAY)).isEmpty();
    }

    @Test
    @DisplayName("OB-114: the mail relay must be in the UK too")
    void relayAbroad() {
        Register register = Registers.allSigned().register();

        assertThat(STAFFORDSHIRE.objectionsToRelay(new Place("IE"), register, TODAY)).containsExactly(
                "the mail relay of this gateway is in Ireland, and the Staffordshire agreement does not let data be there (ST 6.0)");
        assertThat(STAFFORDSHIRE.objectionsToRelay(Place.UK, register, TODAY)).isEmpty();
    }

    @Test
    @DisplayName("a draft objects to nothing: it judges nothing")
    void draft() {
        Registers abroad = Registers.allSigned().edited("storage_places: [GB]", "storage_places: [IE]")
                .edited("state: ACTIVE", "state: DRAFT");

        assertThat(STAFFORDSHIRE.objectionsToStores(abroad.register(), TODAY)).isEmpty();
    }
}
