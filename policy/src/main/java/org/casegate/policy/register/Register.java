// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.net.InetAddress;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
    private final Map<Key, Membership> memberships;
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
        this.agencies = new TreeMap<>();
        this.aliases = new HashMap<>();
        this.successors = new HashMap<>();
        this.memberships = new TreeMap<>();
        this.accounts = new TreeMap<>();
        this.agreements = new TreeMap<>();
        this.day = LocalDate.MIN;
        agencies.forEach(agency -> this.agencies.put(agency.id(), agency));
        agencies.forEach(agency -> agency.aliases().forEach(alias -> aliases.put(alias, agency.id())));
        agencies.forEach(agency -> agency.succeeds().forEach(succession -> successors
                .put(resolve(succession.agency()), new Successor(agency.id(), succession.on()))));
        memberships.forEach(membership -> this.memberships
                .put(new Key(membership.agreement(), resolve(membership.agency())), membership));
        accounts.forEach(account -> this.accounts.put(account.id(), account));
        agreements.forEach(agreement -> this.agreements.put(agreement.agreement(), agreement));
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
        this.memberships = same.memberships;
        this.accounts = same.accounts;
        this.agreements = same.agreements;
        this.networks = same.networks;
        this.day = day;
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
        return new Register(another, ceiling, storagePlaces, agencies.values(), memberships.values(),
                accounts.values(), agreements.values());
    }

    /// The same with one agreement's registration replaced, or added.
    public Register with(AgreementRegistration registration) {
        Map<AgreementId, AgreementRegistration> replaced = new TreeMap<>(agreements);
        replaced.put(registration.agreement(), registration);
        return new Register(revision, ceiling, storagePlaces, agencies.values(), memberships.values(),
                accounts.values(), replaced.values());
    }

    /// The same with one account replaced, or added.
    public Register with(Account account) {
        Map<AccountId, Account> replaced = new TreeMap<>(accounts);
        replaced.put(account.id(), account);
        return new Register(revision, ceiling, storagePlaces, agencies.values(), memberships.values(),
                replaced.values(), agreements.values());
    }

    /// The same under another ceiling.
    public Register with(Ceiling another) {
        return new Register(revision, another, storagePlaces, agencies.values(), memberships.values(),
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
        return List.copyOf(memberships.values());
    }

    /// The memberships of one agreement, by agency.
    public List<Membership> memberships(AgreementId agreement) {
        return memberships.values().stream().filter(membership -> membership.agreement().equals(agreement)).toList();
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
        return Optional.ofNullable(memberships.get(new Key(agreement, body)))
                .or(() -> inherited(agreement, body));
    }

    /// The membership of whoever came before: of several the one whose place was taken last.
    private Optional<Membership> inherited(AgreementId agreement, AgencyId body) {
        return successors.entrySet().stream()
                .filter(entry -> resolve(entry.getKey()).equals(body))
                .filter(entry -> memberships.containsKey(new Key(agreement, entry.getKey())))
                .max(Map.Entry.<AgencyId, Successor>comparingByValue(Comparator.comparing(Successor::from))
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> memberships.get(new Key(agreement, entry.getKey())));
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

    private record Key(AgreementId agreement, AgencyId agency) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::agreement).thenComparing(Key::agency).compare(this, other);
        }
    }

    /// @param from the first day
    private record Successor(AgencyId agency, LocalDate from) {}

    private record Located(Network network, Place place) {}
}
