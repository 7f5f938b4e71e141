// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.register.RetentionClass.Action;
import org.casegate.policy.register.RetentionClass.Trigger;

/// What a register says survives storage and export, whatever people call things.
class RegisterPropertiesTest {

    private static final AgencyId BODY = new AgencyId("some-body");
    private static final AgreementId AGREEMENT = new AgreementId("staffordshire");

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
        return Combinators
                .combine(words(), words().optional(), Arbitraries.of(Place.UK, Place.UNKNOWN, new Place("NO")),
                        Arbitraries.of(Account.Kind.class), Arbitraries.of(Role.class).set(), dates().optional(),
                        Arbitraries.of(true, false))
                .as(RegisterPropertiesTest::register);
    }

    /// Everything that may stand on one line, the awkward above all.
    private static Arbitrary<String> words() {
        Arbitrary<String> awkward = Arbitraries.of("yes", "no", "null", "~", "1.10", "0x1F", "- a", "a: b", "#", "'",
                "\"",
                "\\", "{a}", "[a]", "&a", "*a", "!a", "%", "@", "`", "2026-01-01", "𝔘𝔫𝔦", "é", "|", ">", "on",
                "\\u0041");
        Arbitrary<String> any = Arbitraries.strings().withCharRange(' ', '~').withChars("äöüß€…年").ofMinLength(1)
                .ofMaxLength(30).map(String::strip).filter(text -> !text.isEmpty());
        return Arbitraries.oneOf(awkward, any);
    }

    private static Arbitrary<LocalDate> dates() {
        return Arbitraries.integers().between(0, 40_000).map(LocalDate.of(1990, 1, 1)::plusDays);
    }

    private static Register register(String name, Optional<String> words, Place place, Account.Kind kind,
            Set<Role> roles,
            Optional<LocalDate> date, boolean flag) {
        Agency agency = new Agency(BODY, name, Set.of(new AgencyId("another-name")), place,
                List.of(Network.parse("192.0.2.0/24").orElseThrow()),
                words.map(number -> new Agency.IcoRegistration(number, date)), flag,
                words.map(role -> new Contact(role, Optional.empty(), words)), Optional.empty(), words);
        Membership membership = new Membership(AGREEMENT, BODY, flag, flag ? Optional.of(7) : Optional.empty(),
                date.map(on -> new Membership.Signature(on, words, Optional.of("ab".repeat(32)))),
                date.map(on -> new Membership.Admission(on, List.of(BODY))), Optional.empty(), Optional.empty(),
                date.map(from -> new Membership.Suspension(from, words)));
        Account account = new Account(new AccountId("some-account"), BODY, kind,
                roles.isEmpty() ? Set.of(Role.SENDER) : roles,
                Optional.empty(), date, date, List.of(), Set.of(new AccountId("holder")));
        RetentionClass retention = new RetentionClass(new RetentionClassId("case-pack"), Trigger.RECEIVED,
                flag ? Optional.of(Period.ofDays(90)) : Optional.empty(), Action.DESTROY, words, Optional.of(name),
                Optional.of(Period.ofMonths(12)));
        AgreementRegistration agreement = new AgreementRegistration(AGREEMENT, name,
                AgreementRegistration.State.ACTIVE, date, date.stream().toList(), Optional.empty(), List.of(),
                Map.of(retention.id(), retention), new Settings(Map.of(Setting.CATEGORIES_CLOSED, "no")),
                words.map(role -> new AgreementRegistration.Duty(role, words, Optional.empty())));
        return new Register(0, flag ? Register.Ceiling.NONE : Register.Ceiling.UK, Set.of(place), List.of(agency),
                List.of(membership), List.of(account), List.of(agreement));
    }
}
