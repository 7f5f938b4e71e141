// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.casegate.policy.check.Parties.Party;
import org.casegate.policy.check.Parties.Successor;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Membership;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.SshRules;

/// Bodies are looked up, and found as if all of them had been looked through: under every name, on every day, in registers
/// and agreements whose names cross as they like.
class PartiesTest {

    private static final AgreementId AGREEMENT = new AgreementId("rutland");
    private static final List<AgencyId> NAMES = IntStream.range(0, 8).mapToObj(each -> new AgencyId("body-" + each))
            .toList();
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    @Property(tries = 500)
    @Label("A-18 a name means the first party of which one name means the same body")
    void findsTheFirstPartyOfThatBody(@ForAll Random random) {
        Register register = register(random).on(day(random));
        List<Party> list = parties(random);
        Parties parties = new Parties(list, List.of(), list);
        LocalDate today = day(random);

        for (AgencyId name : NAMES) {
            Optional<Party> first = list.stream()
                    .filter(party -> party.names(today).anyMatch(its -> register.same(its, name))).findFirst();

            assertThat(parties.find(name, register, today)).isEqualTo(first);
            assertThat(parties.findExternal(name, register, today)).isEqualTo(first);
            assertThat(parties.findClass(name, register, today)).isEmpty();
            assertThat(parties.resolve(name, register)).isEqualTo(register.agency(name).isPresent()
                    ? register.resolve(name)
                    : list.stream().filter(party -> party.everyName().anyMatch(name::equals)).flatMap(Party::everyName)
                            .filter(its -> register.agency(its).isPresent()).map(register::resolve).findFirst()
                            .orElse(name));
        }
    }

    @Property(tries = 500)
    @Label("A-18 the names of a body are those that resolve to it, whatever the day")
    void knowsAllNamesOfABody(@ForAll Random random) {
        Register register = register(random).on(day(random));

        for (AgencyId name : NAMES) {
            assertThat(register.namesOf(name)).doesNotHaveDuplicates().filteredOn(NAMES::contains)
                    .containsExactlyInAnyOrderElementsOf(
                            NAMES.stream().filter(other -> register.same(other, name)).toList());
        }
    }

    private static Register register(Random random) {
        List<Agency> agencies = new ArrayList<>();
        List<Membership> memberships = new ArrayList<>();
        Set<AgencyId> followed = new HashSet<>();
        for (AgencyId id : NAMES) {
            if (random.nextInt(3) > 0) {
                AgencyId before = some(random);
                boolean follows = !before.equals(id) && random.nextBoolean() && followed.add(before);
                agencies.add(new Agency(id, "A body", random.nextBoolean() ? Set.of() : Set.of(some(random)), Place.UK,
                        List.of(), Optional.empty(), false, Optional.empty(), Optional.empty(),
                        follows ? List.of(new Agency.Succession(before, day(random))) : List.of(), Optional.empty(),
                        SshRules.NONE));
            }
            if (random.nextBoolean()) {
                memberships.add(new Membership(AGREEMENT, id, false, Optional.empty(), Optional.empty(),
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
            }
        }
        return new Register(0, Register.Ceiling.UK, Set.of(), agencies, memberships, List.of(), List.of());
    }

    private static List<Party> parties(Random random) {
        return IntStream.range(0, random.nextInt(6))
                .mapToObj(number -> new Party(some(random), "Party " + number, false,
                        IntStream.range(0, random.nextInt(3)).mapToObj(_ -> some(random)).toList(),
                        IntStream.range(0, random.nextInt(3)).mapToObj(_ -> new Successor(some(random), day(random)))
                                .toList(),
                        Optional.empty(), Optional.empty(), List.of()))
                .toList();
    }

    private static AgencyId some(Random random) {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private static LocalDate day(Random random) {
        return FIRST.plusDays(random.nextInt(5));
    }
}
