// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.net.InetAddress;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the gateway knew of agencies, memberships, accounts and settings at one revision. Immutable and safe to share.
///
/// Every question about an agency takes any of its names: aliases resolve to the one body, and [#on] a day the names of
/// bodies whose place another has taken by then resolve to that one.
public final class Register {

    private static final int LONGEST_SUCCESSION = 16;

    private final long revision;
    private final Ceiling ceiling;
    private final Set<Place> storagePlaces;
    private final Map<AgencyId, Agency> agencies;
    private final Map<AgencyId, AgencyId> aliases;
    private final Map<AgencyId, Successor> successors;
    /// Which names lead to a body at once: its aliases, and the bodies whose place it has taken or will take.
    private final Map<AgencyId, List<AgencyId>> namesBefore;
    private final Map<AgreementId, Members> memberships;
    private final Map<AccountId, Account> accounts;
    private final Map<AgreementId, AgreementRegistration> agreements;
    private final List<Located> networks;
    private final LocalDate day;

    /// A register of these items.
    ///
    /// @param revision counts the changes of the register; two registers of one revision say the same
    public Register(long revision, Ceiling ceiling, Set<Place> storagePlaces, Collection<Agency> agencies,
            Collection<Membership> memberships, Collection<Account> accounts,
            Collection<AgreementRegistration> agreements) {
        this.revision = revision;
        this.ceiling = ceiling;
        this.storagePlaces = Set.copyOf(storagePlaces);
        this.agencies = ordered(agencies, Agency::id);
        this.aliases = new HashMap<>();
        this.successors = new HashMap<>();
        this.namesBefore = new HashMap<>();
        this.accounts = ordered(accounts, Account::id);
        this.agreements = ordered(agreements, AgreementRegistration::agreement);
        this.day = LocalDate.MIN;
        agencies.forEach(agency -> agency.aliases().forEach(alias -> aliases.put(alias, agency.id())));
        agencies.forEach(agency -> agency.succeeds().forEach(succession -> successors
                .put(resolve(succession.agency()), new Successor(agency.id(), succession.on()))));
        aliases.forEach(this::leads);
        successors.forEach((before, next) -> leads(before, next.agency()));
        this.memberships = byAgreement(memberships);
        this.networks = agencies.stream()
                .flatMap(agency -> agency.networks().stream().map(network -> new Located(network, agency.place())))
                .sorted(Comparator.comparingInt((Located located) -> located.network().prefix()).reversed()).toList();
    }

    private Register(Register same, LocalDate day) {
        this.revision = same.revision;
        this.ceiling = same.ceiling;
        this.storagePlaces = same.storagePlaces;
        this.agencies = same.agencies;
        this.aliases = same.aliases;
        this.successors = same.successors;
        this.namesBefore = same.namesBefore;
        this.memberships = same.memberships;
        this.accounts = same.accounts;
        this.agreements = same.agreements;
        this.networks = same.networks;
        this.day = day;
    }

    private void leads(AgencyId name, AgencyId body) {
        namesBefore.computeIfAbsent(body, _ -> new ArrayList<>(1)).add(name);
    }

    /// One of several with the same id is the last one's.
    private static <I extends Comparable<I>, T> Map<I, T> ordered(Collection<T> items, Function<T, I> id) {
        List<T> sorted = new ArrayList<>(items);
        sorted.sort(Comparator.comparing(id));
        Map<I, T> map = LinkedHashMap.newLinkedHashMap(sorted.size());
        sorted.forEach(item -> map.put(id.apply(item), item));
        return map;
    }

    private Map<AgreementId, Members> byAgreement(Collection<Membership> all) {
        Map<AgreementId, List<Membership>> grouped = new TreeMap<>();
        all.forEach(each -> grouped.computeIfAbsent(each.agreement(), _ -> new ArrayList<>()).add(each));
        Map<AgreementId, Members> map = LinkedHashMap.newLinkedHashMap(grouped.size());
        grouped.forEach((agreement, members) -> map.put(agreement,
                Members.of(ordered(members, member -> resolve(member.agency())))));
        return map;
    }

    /// A register that knows nobody, at revision 0.
    public static Register empty() {
        return new Register(0, Ceiling.UK, Set.of(), List.of(), List.of(), List.of(), List.of());
    }

    /// What it says on a day: whoever has taken another body's place by then answers to its names, and holds its
    /// memberships where he has none of his own. Costs nothing.
    public Register on(LocalDate today) {
        return successors.isEmpty() ? this : new Register(this, today);
    }

    /// The same content under another revision.
    public Register atRevision(long another) {
        return new Register(another, ceiling, storagePlaces, agencies.values(), memberships(),
                accounts.values(), agreements.values());
    }

    /// The same with one agreement's registration replaced, or added.
    public Register with(AgreementRegistration registration) {
        Map<AgreementId, AgreementRegistration> replaced = new TreeMap<>(agreements);
        replaced.put(registration.agreement(), registration);
        return new Register(revision, ceiling, storagePlaces, agencies.values(), memberships(),
                accounts.values(), replaced.values());
    }

    /// The same with one account replaced, or added.
    public Register with(Account account) {
        Map<AccountId, Account> replaced = new TreeMap<>(accounts);
        replaced.put(account.id(), account);
        return new Register(revision, ceiling, storagePlaces, agencies.values(), memberships(),
                replaced.values(), agreements.values());
    }

    /// The same with one agency replaced, or added.
    public Register with(Agency agency) {
        Map<AgencyId, Agency> replaced = new TreeMap<>(agencies);
        replaced.put(agency.id(), agency);
        return new Register(revision, ceiling, storagePlaces, replaced.values(), memberships(), accounts.values(),
                agreements.values());
    }

    /// The same under another ceiling.
    public Register with(Ceiling another) {
        return new Register(revision, another, storagePlaces, agencies.values(), memberships(),
                accounts.values(), agreements.values());
    }

    public long revision() {
        return revision;
    }

    /// The widest area this gateway serves, whatever an agreement allows.
    public Ceiling ceiling() {
        return ceiling;
    }

    /// Where the object store and the database are.
    public Set<Place> storagePlaces() {
        return storagePlaces;
    }

    /// All agencies, by id.
    public List<Agency> agencies() {
        return List.copyOf(agencies.values());
    }

    /// All accounts, by id.
    public List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    /// All memberships, by agreement and agency.
    public List<Membership> memberships() {
        return memberships.values().stream().flatMap(members -> members.byBody().values().stream()).toList();
    }

    /// The memberships of one agreement, by agency.
    public List<Membership> memberships(AgreementId agreement) {
        return List.copyOf(members(agreement).byBody().values());
    }

    /// The day of the first of all signatures under an agreement.
    public Optional<LocalDate> firstSigned(AgreementId agreement) {
        return members(agreement).firstSigned();
    }

    /// All agreements, by id.
    public List<AgreementRegistration> agreements() {
        return List.copyOf(agreements.values());
    }

    /// The one id of the body that goes by this name; the id itself where the register knows no alias.
    public AgencyId resolve(AgencyId any) {
        AgencyId id = agencies.containsKey(any) ? any : aliases.getOrDefault(any, any);
        for (int steps = 0; steps < LONGEST_SUCCESSION; steps++) {
            Successor next = successors.get(id);
            if (next == null || day.isBefore(next.from())) {
                return id;
            }
            id = next.agency();
        }
        return id;
    }

    /// Every name that resolves as this one does, itself among them, in no order.
    public Collection<AgencyId> namesOf(AgencyId any) {
        AgencyId body = resolve(any);
        if (!namesBefore.containsKey(body)) {
            return List.of(body);
        }
        Set<AgencyId> leading = new LinkedHashSet<>(List.of(body));
        Deque<AgencyId> open = new ArrayDeque<>(leading);
        while (!open.isEmpty()) {
            for (AgencyId name : namesBefore.getOrDefault(open.remove(), List.of())) {
                if (leading.add(name)) {
                    open.add(name);
                }
            }
        }
        // some lead here on another day only
        leading.removeIf(name -> !resolve(name).equals(body));
        return leading;
    }

    public boolean same(AgencyId one, AgencyId other) {
        return resolve(one).equals(resolve(other));
    }

    public Optional<Agency> agency(AgencyId any) {
        return Optional.ofNullable(agencies.get(resolve(any)));
    }

    /// The name to show: the registered one, else one made from the id.
    public String nameOf(AgencyId any) {
        return agency(any).map(Agency::name).orElseGet(any::readable);
    }

    public Optional<Account> account(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    /// The accounts in which a person may act in one role: his own, then the role accounts that he holds, by id. None where
    /// he has not the role himself.
    public List<AccountId> accountsOf(AccountId person, Role role) {
        Optional<Account> own = account(person).filter(account -> account.has(role));
        if (own.isEmpty()) {
            return List.of();
        }
        Stream<Account> held = accounts.values().stream()
                .filter(account -> own.get().kind() == Account.Kind.PERSON)
                .filter(account -> account.kind() == Account.Kind.ROLE && account.has(role)
                        && account.holders().contains(person));
        return Stream.concat(own.stream(), held).map(Account::id).toList();
    }

    public Optional<Membership> membership(AgreementId agreement, AgencyId agency) {
        AgencyId body = resolve(agency);
        Map<AgencyId, Membership> members = members(agreement).byBody();
        Membership own = members.get(body);
        return own == null ? inherited(members, body) : Optional.of(own);
    }

    private Members members(AgreementId agreement) {
        return memberships.getOrDefault(agreement, Members.NONE);
    }

    /// The membership of whoever came before: of several the one whose place was taken last.
    private Optional<Membership> inherited(Map<AgencyId, Membership> members, AgencyId body) {
        return namesOf(body).stream().filter(successors::containsKey).filter(members::containsKey)
                .max(Comparator.comparing(this::until).thenComparing(Comparator.naturalOrder()))
                .map(members::get);
    }

    /// The first day on which another has the body's place.
    private LocalDate until(AgencyId body) {
        Successor next = successors.get(body);
        return next == null ? LocalDate.MAX : next.from();
    }

    public Optional<AgreementRegistration> agreement(AgreementId id) {
        return Optional.ofNullable(agreements.get(id));
    }

    /// The place of an address by the registered networks, longest prefix first; [Place#UNKNOWN] where none holds it.
    public Place placeOf(InetAddress address) {
        return networks.stream().filter(located -> located.network().contains(address)).findFirst()
                .map(Located::place).orElse(Place.UNKNOWN);
    }

    /// Whether both say the same, at whatever revision.
    public boolean sameContent(Register other) {
        return ceiling == other.ceiling && storagePlaces.equals(other.storagePlaces)
                && agencies.equals(other.agencies) && memberships.equals(other.memberships)
                && accounts.equals(other.accounts) && agreements.equals(other.agreements);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Register other && revision == other.revision && sameContent(other);
    }

    @Override
    public int hashCode() {
        return Objects.hash(revision, agencies.keySet(), accounts.keySet());
    }

    @Override
    public String toString() {
        return "register at revision " + revision;
    }

    /// The widest area this gateway serves.
    public enum Ceiling {
        UK, NONE
    }

    /// Who has to do with one agreement, by the one id of each body, in order.
    private record Members(Map<AgencyId, Membership> byBody, Optional<LocalDate> firstSigned) {

        static final Members NONE = new Members(Map.of(), Optional.empty());

        static Members of(Map<AgencyId, Membership> byBody) {
            return new Members(byBody, byBody.values().stream().flatMap(each -> each.signed().stream())
                    .map(Membership.Signature::on).min(Comparator.naturalOrder()));
        }
    }

    /// @param from the first day
    private record Successor(AgencyId agency, LocalDate from) {}

    private record Located(Network network, Place place) {}
}
