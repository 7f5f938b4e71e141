// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;

/// Whom an agreement names, in its order.
///
/// @param all      bodies
/// @param classes  descriptions such as *Third Sector*: nothing can be sent to one, but a body may be admitted under it
/// @param external bodies that the agreement mentions without making them members
public record Parties(List<Party> all, List<Party> classes, List<Party> external) {

    public Parties {
        all = List.copyOf(all);
        classes = List.copyOf(classes);
        external = List.copyOf(external);
    }

    /// Bodies only.
    public Parties(List<Party> all) {
        this(all, List.of(), List.of());
    }

    /// The party that goes by this name on that day, in the agreement or in the register.
    public Optional<Party> find(AgencyId any, Register register, LocalDate today) {
        return find(all, any, register, today);
    }

    /// The description that was taken for a body.
    public Optional<Party> findClass(AgencyId any, Register register, LocalDate today) {
        return find(classes, any, register, today);
    }

    /// The mentioned body that goes by this name.
    public Optional<Party> findExternal(AgencyId any, Register register, LocalDate today) {
        return find(external, any, register, today);
    }

    /// The id under which the register knows the body that goes by this name, in the register or in the agreement; the name
    /// itself where it knows none.
    public AgencyId resolve(AgencyId any, Register register) {
        if (register.agency(any).isPresent()) {
            return register.resolve(any);
        }
        return all.stream().filter(party -> party.everyName().anyMatch(any::equals)).flatMap(Party::everyName)
                .filter(name -> register.agency(name).isPresent()).map(register::resolve).findFirst().orElse(any);
    }

    /// The statutory partners.
    public List<Party> statutory() {
        return all.stream().filter(Party::isStatutory).toList();
    }

    /// Whether the agreement's list of members has an entry of that number.
    boolean hasEntry(int number) {
        return entries(number).findAny().isPresent();
    }

    /// The condition on which the entry of that number covers a body.
    Optional<String> condition(int number) {
        return entries(number).flatMap(party -> party.condition().stream()).findFirst();
    }

    /// The body that controls what is collected for a unit, such as a front door that several agencies staff.
    public Optional<Party> controllerOf(String unit) {
        return all.stream().filter(party -> party.controls().stream().anyMatch(unit.strip()::equalsIgnoreCase))
                .findFirst();
    }

    private Stream<Party> entries(int number) {
        return Stream.concat(all.stream(), classes.stream())
                .filter(party -> party.entry().filter(entry -> entry == number).isPresent());
    }

    private static Optional<Party> find(List<Party> among, AgencyId any, Register register, LocalDate today) {
        return among.stream().filter(party -> party.names(today).anyMatch(name -> register.same(name, any)))
                .findFirst();
    }

    /// One body, or one description, as the agreement prints it.
    ///
    /// @param aliases    other names that the agreement, or a twin of it, uses for it
    /// @param successors bodies that took its place by law
    /// @param entry      its number in the agreement's list of members
    /// @param condition  when only it is covered, in the agreement's words
    /// @param controls   units whose information it controls, whoever works there
    public record Party(AgencyId id, String name, boolean isStatutory, List<AgencyId> aliases,
            List<Successor> successors, Optional<Integer> entry, Optional<String> condition, List<String> controls) {

        public Party {
            aliases = List.copyOf(aliases);
            successors = List.copyOf(successors);
            controls = List.copyOf(controls);
        }

        /// All names that it ever had, those of its successors last.
        public Stream<AgencyId> everyName() {
            return names(LocalDate.MAX);
        }

        /// All names of the body on that day.
        Stream<AgencyId> names(LocalDate today) {
            return Stream.concat(Stream.concat(Stream.of(id), aliases.stream()),
                    successors.stream().filter(next -> !today.isBefore(next.from())).map(Successor::id));
        }
    }

    /// A body that took another's place.
    ///
    /// @param from the first day on which it did
    public record Successor(AgencyId id, LocalDate from) {}
}
