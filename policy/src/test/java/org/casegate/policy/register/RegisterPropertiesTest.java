// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.casegate.policy.document.Parsed;

/// What a register says survives storage and export, whatever people call things.
class RegisterPropertiesTest {

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void exportThenImportChangesNothing(@ForAll("registers") Register register) {
        assertThat(RegisterFacts.read(3, RegisterFacts.of(register)).orThrow()).isEqualTo(register.atRevision(3));
        assertThat(RegisterParser
                .parse(RegisterFacts.yaml(new RegisterFile(register, List.of(), List.of())).getBytes(UTF_8))
                .orThrow().register()).isEqualTo(register);
    }

    @Property(tries = 500)
    void anyOctetsGiveARegisterOrComplaints(@ForAll byte[] octets) {
        switch (RegisterParser.parse(octets)) {
            case Parsed.Good<RegisterFile> good -> assertThat(good.value().register()).isNotNull();
            case Parsed.Bad<RegisterFile> bad -> assertThat(bad.complaints()).isNotEmpty();
        }
    }

    @Property(tries = 300)
    void anEscapeSmugglesNoControlCharacterIn(@ForAll("controls") int control) {
        String json = "{\"register\": 1, \"agencies\": [{\"id\": \"a\", \"name\": \"x\\u%04xy\"}]}".formatted(control);

        assertThat(RegisterParser.parse(json.getBytes(UTF_8)).complaints()).isNotEmpty();
    }

    @Provide
    Arbitrary<Integer> controls() {
        return Arbitraries.oneOf(Arbitraries.integers().between(0, 0x1F), Arbitraries.integers().between(0x7F, 0x9F),
                Arbitraries.of(0x202E, 0x2028, 0x2029, 0xFEFF, 0xD800, 0xDFFF, 0x2066, 0x200E));
    }

    @Provide
    Arbitrary<Register> registers() {
        return SomeRegisters.any();
    }
}
