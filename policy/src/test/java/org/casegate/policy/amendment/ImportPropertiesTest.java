// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterFacts;
import org.casegate.policy.register.RegisterFile;
import org.casegate.policy.register.RegisterParser;
import org.casegate.policy.register.SomeRegisters;

/// Export then import changes nothing, in a real database, whatever was imported and however much of it waits.
class ImportPropertiesTest {
    private static final Partners PARTNERS = new Partners();

    @AfterContainer
    static void stop() {
        PARTNERS.close();
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void exportThenImportChangesNothing(@ForAll("registers") Register register) throws Exception {
        PARTNERS.amendments().ask(Partners.ROOT, _ -> register);
        long revision = PARTNERS.current().revision();
        long entries = PARTNERS.size();
        byte[] exported = RegisterFacts.yaml(new RegisterFile(PARTNERS.current(), List.of(), List.of()))
                .getBytes(UTF_8);
        Register read = RegisterParser.parse(exported).orThrow().register();

        assertThat(PARTNERS.amendments().plan(read).isEmpty()).isTrue();
        assertThat(PARTNERS.amendments().ask(Partners.ROOT, _ -> read).entries()).isEmpty();
        assertThat(PARTNERS.current().revision()).isEqualTo(revision);
        assertThat(PARTNERS.size()).isEqualTo(entries);
    }

    @Provide
    Arbitrary<Register> registers() {
        return SomeRegisters.any().map(ImportPropertiesTest::ofRutland);
    }

    private static Agency withoutCertificate(Agency any) {
        return new Agency(any.id(), any.name(), any.aliases(), any.place(), any.networks(), any.ico(),
                any.competentAuthority(), any.spoc(), any.responsibleManager(), any.succeeds(), Optional.empty(),
                any.ssh());
    }

    private static Register ofRutland(Register any) {
        AgreementRegistration its = any.agreements().getFirst();
        AgreementRegistration rutland = new AgreementRegistration(new AgreementId("rutland"), "3", Optional.empty(),
                its.state(), its.start(), its.reviewed(), its.terminated(), its.transferMechanisms(), its.retention(),
                its.settings(), its.duty());
        return new Register(0, any.ceiling(), any.storagePlaces(),
                any.agencies().stream().map(ImportPropertiesTest::withoutCertificate).toList(), any.memberships(),
                any.accounts(),
                List.of(rutland));
    }
}
