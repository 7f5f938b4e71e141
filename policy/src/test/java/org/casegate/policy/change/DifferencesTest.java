// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.casegate.policy.register.Fact;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterParser;
import org.casegate.policy.register.SomeRegisters;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private static final String BASE = """
            register: 1
            agencies:
              - { id: one, name: One, place: GB }
            accounts:
              - { id: someone, agency: one, kind: PERSON, roles: [SENDER] }
            agreements:
              - agreement: staffordshire
                version: "1.1"
                state: ACTIVE
                retention_classes:
                  - { class: case-pack, trigger: RECEIVED, period: P90D, action: DESTROY }
                settings: { review.overdue: CONTINUE }
            """;

    @Property(tries = 200)
    void whatDiffersPutInGivesTheOther(@ForAll("registers") Register first, @ForAll("registers") Register second) {
        List<Difference> differences = Differences.between(first, second);

        assertThat(Differences.apply(first, differences)).contains(second);
        assertThat(Differences.between(first, first)).isEmpty();
        assertThat(Differences.between(Register.empty(), first)).isNotEmpty();
    }

    @Provide
    Arbitrary<Register> registers() {
        return SomeRegisters.any();
    }

    @Test
    void saysEachThingInWords() {
        String wanted = BASE.replace("name: One", "name: The One").replace("CONTINUE", "WARN").replace("P90D", "P30D")
                .replace("place: GB", "place: GB, competent_authority: true")
                .replace("  - { id: someone, agency: one, kind: PERSON, roles: [SENDER] }",
                        "  - { id: another, agency: one, kind: PERSON, roles: [SPOC] }");

        assertThat(Differences.between(read(BASE), read(wanted))).extracting(Difference::inWords).containsExactly(
                "~ agency one, name: One -> The One", "~ agency one, competent_authority: false -> true",
                "+ account another", "- account someone",
                "~ agreement staffordshire, retention_classes.case-pack: "
                        + "{\"class\": \"case-pack\", \"trigger\": \"RECEIVED\", \"period\": \"P90D\", \"action\": \"DESTROY\"} -> "
                        + "{\"class\": \"case-pack\", \"trigger\": \"RECEIVED\", \"period\": \"P30D\", \"action\": \"DESTROY\"}",
                "~ agreement staffordshire, settings.review.overdue: CONTINUE -> WARN");
    }

    @Test
    void anAgreementBeginsAsADraft() {
        assertThat(Differences.between(Register.empty(), read(BASE)))
                .filteredOn(difference -> difference.kind() == Fact.Kind.AGREEMENT)
                .extracting(Difference::inWords).startsWith("+ agreement staffordshire",
                        "~ agreement staffordshire, state: DRAFT -> ACTIVE");
    }

    @Test
    void doesNotPutInWhatStartsFromSomethingElse() {
        Difference setting = new Difference(Fact.Kind.AGREEMENT, "staffordshire", List.of("settings", "review.overdue"),
                Optional.of("WARN"), Optional.of("CONTINUE"));
        Difference agency = new Difference(Fact.Kind.AGENCY, "another", List.of("name"), Optional.of("x"),
                Optional.of("y"));

        assertThat(Differences.apply(read(BASE), List.of(setting))).isEmpty();
        assertThat(Differences.apply(read(BASE), List.of(agency))).isEmpty();
    }

    @Test
    void refusesWhatWouldBeNoRegister() {
        Difference without = new Difference(Fact.Kind.AGENCY, "one", List.of(), Optional.of(""), Optional.empty());

        assertThatThrownBy(() -> Differences.apply(read(BASE), List.of(without)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give someone an agency that is not listed: one");
    }

    private static Register read(String text) {
        return RegisterParser.parse(text.getBytes(UTF_8)).orThrow().register();
    }
}
