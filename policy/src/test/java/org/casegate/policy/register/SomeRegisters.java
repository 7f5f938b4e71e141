// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.casegate.policy.register.RetentionClass.Action;
import org.casegate.policy.register.RetentionClass.Trigger;

/// Registers for properties: one of each kind of item, whatever people call things.
public final class SomeRegisters {
    private static final AgencyId BODY = new AgencyId("some-body");
    private static final AgreementId AGREEMENT = new AgreementId("staffordshire");

    private SomeRegisters() {}

    /// Registers at revision 0, of any versions of the agreement and texts.
    public static Arbitrary<Register> any() {
        return Combinators
                .combine(words(), words().optional(), Arbitraries.of(Place.UK, Place.UNKNOWN, new Place("NO")),
                        Arbitraries.of(Account.Kind.class), Arbitraries.of(Role.class).set(), dates().optional(),
                        Arbitraries.of(true, false))
                .as(SomeRegisters::register);
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

    private static SshRules ssh(Optional<String> words, boolean flag) {
        return new SshRules(
                flag ? List.of("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + "A".repeat(43) + " ca") : List.of(),
                words.map(_ -> List.of(SshRevocation.parse("serial:17").orElseThrow(),
                        SshRevocation.parse("id:laptop-9").orElseThrow(),
                        SshRevocation.parse("SHA256:" + "a".repeat(43)).orElseThrow())).orElse(List.of()),
                flag);
    }

    private static Register register(String name, Optional<String> words, Place place, Account.Kind kind,
            Set<Role> roles,
            Optional<LocalDate> date, boolean flag) {
        Agency agency = new Agency(BODY, name, Set.of(new AgencyId("another-name")), place,
                List.of(Network.parse("192.0.2.0/24").orElseThrow()),
                words.map(number -> new Agency.IcoRegistration(number, date)), flag,
                words.map(role -> new Contact(role, Optional.empty(), words)), Optional.empty(),
                date.map(on -> new Agency.Succession(new AgencyId("former-body"), on)).stream().toList(), words,
                ssh(words, flag));
        Membership membership = new Membership(AGREEMENT, BODY, flag, flag ? Optional.of(7) : Optional.empty(),
                date.map(on -> new Membership.Signature(on, words, Optional.of("ab".repeat(32)), words)),
                date.map(on -> new Membership.Admission(on, List.of(BODY))), Optional.empty(),
                date.map(on -> new Membership.RiskControls(on, Optional.empty(), words)),
                date.map(from -> new Membership.Suspension(from, words)));
        Account account = new Account(new AccountId("some-account"), BODY, kind,
                roles.isEmpty() ? Set.of(Role.SENDER) : roles,
                Optional.empty(), date, date, List.of(), Set.of(new AccountId("holder")));
        RetentionClass retention = new RetentionClass(new RetentionClassId("case-pack"), Trigger.RECEIVED,
                flag ? Optional.of(Period.ofDays(90)) : Optional.empty(), Action.DESTROY, words, Optional.of(name),
                Optional.of(Period.ofMonths(12)));
        AgreementRegistration agreement = new AgreementRegistration(AGREEMENT, name,
                flag ? Optional.of("cd".repeat(32)) : Optional.empty(), AgreementRegistration.State.ACTIVE, date,
                date.stream().toList(), Optional.empty(), List.of(),
                Map.of(retention.id(), retention), new Settings(Map.of(Setting.CATEGORIES_CLOSED, "no")),
                words.map(role -> new AgreementRegistration.Duty(role, words, Optional.empty())));
        return new Register(0, flag ? Register.Ceiling.NONE : Register.Ceiling.UK, Set.of(place), List.of(agency),
                List.of(membership), List.of(account), List.of(agreement));
    }
}
