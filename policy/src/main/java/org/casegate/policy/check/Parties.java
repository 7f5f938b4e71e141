// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;

/// Whom an agreement names, in its order. Immutable; a body is found by its name in the same time whether the agreement
/// names ten or a thousand.
public final class Parties {

    private final List<Party> all;
    private final List<Party> statutory;
    private final List<Party> withUnits;
    private final PartyNames bodies;
    private final PartyNames classes;
    private final PartyNames external;

    /// @param all      bodies
    /// @param classes  descriptions such as *Third Sector*: nothing can be sent to one, but a body may be admitted under it
    /// @param external bodies that the agreement mentions without making them members
    public Parties(List<Party> all, List<Party> classes, List<Party> external) {
        this.all = List.copyOf(all);
        this.statutory = all.stream().filter(Party::isStatutory).toList();
        this.withUnits = all.stream().filter(party -> !party.controls().isEmpty()).toList();
        this.bodies = new PartyNames(all);
        this.classes = new PartyNames(classes);
        this.external = new PartyNames(external);
    }

    /// Bodies only.
    public Parties(List<Party> all) {
        this(all, List.of(), List.of());
    }

    /// The bodies.
    public List<Party> all() {
        return all;
    }

    /// The descriptions that are no bodies.
    public List<Party> classes() {
        return classes.parties();
    }

    /// The bodies that are only mentioned.
    public List<Party> external() {
        return external.parties();
    }

    /// The party that goes by this name on that day, in the agreement or in the register.
    public Optional<Party> find(AgencyId any, Register register, LocalDate today) {
        return bodies.find(any, register, today);
    }

    /// The description that was taken for a body.
    public Optional<Party> findClass(AgencyId any, Register register, LocalDate today) {
        return classes.find(any, register, today);
    }

    /// The mentioned body that goes by this name.
    public Optional<Party> findExternal(AgencyId any, Register register, LocalDate today) {
        return external.find(any, register, today);
    }

    /// The id under which the register knows the body that goes by this name, in the register or in the agreement; the name
    /// itself where it knows none.
    public AgencyId resolve(AgencyId any, Register register) {
        if (register.agency(any).isPresent()) {
            return register.resolve(any);
        }
        return bodies.everyName(any).filter(name -> register.agency(name).isPresent()).map(register::resolve)
                .findFirst().orElse(any);
    }

    /// The statutory partners.
    public List<Party> statutory() {
        return statutory;
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
        return withUnits.stream().filter(party -> party.controls().stream().anyMatch(unit.strip()::equalsIgnoreCase))
                .findFirst();
    }

    private Stream<Party> entries(int number) {
        return Stream.concat(bodies.entries(number), classes.entries(number));
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
