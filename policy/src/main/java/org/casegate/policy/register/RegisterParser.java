// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.casegate.policy.document.Document;
import org.casegate.policy.document.Fields;
import org.casegate.policy.document.Parsed;

/// Reads `register.yaml`, or the same as JSON.
public final class RegisterParser {

    /// The largest register read: 16 MiB.
    public static final int LARGEST_BYTES = 16 << 20;

    private RegisterParser() {}

    /// Reads one register.
    ///
    /// @param octets the whole text: UTF-8, or UTF-16 with or without its byte order mark
    /// @return the register at revision 0 with its cases, or every mistake with line, key and what is accepted
    public static Parsed<RegisterFile> parse(byte[] octets) {
        return Document.read(octets, LARGEST_BYTES, RegisterParser::file);
    }

    private static Optional<RegisterFile> file(Fields root) {
        root.need("register", "1");
        root.number("register", 1, 1);
        Gateway gateway = gateway(root);
        List<Agency> agencies = unique(root, "agencies", "id", ItemReader::agency, Agency::id);
        List<Membership> memberships = unique(root, "memberships", "agency", ItemReader::membership,
                membership -> membership.agreement() + "/" + membership.agency());
        List<Account> accounts = unique(root, "accounts", "id", ItemReader::account, Account::id);
        List<AgreementRegistration> agreements = unique(root, "agreements", "agreement", ItemReader::agreement,
                AgreementRegistration::agreement);
        List<CaseRecord> cases = unique(root, "cases", "case_ref", CaseReader::caseRecord,
                each -> each.agreement() + "/" + each.caseRef());
        List<Holding> received = root.groups("received").stream().flatMap(each -> CaseReader.holding(each).stream())
                .toList();
        Consistency.check(root, agencies, memberships, accounts);
        Register register = new Register(0, gateway.ceiling(), gateway.storagePlaces(), agencies, memberships,
                accounts, agreements);
        return root.isFaultless() ? Optional.of(new RegisterFile(register, cases, received)) : Optional.empty();
    }

    /// The gateway's own facts, which stand at the root.
    static Gateway gateway(Fields root) {
        Register.Ceiling ceiling = root.choice("territory_ceiling", Register.Ceiling.class)
                .orElse(Register.Ceiling.UK);
        return new Gateway(ceiling,
                new HashSet<>(root.values("storage_places", Place::parse, ItemReader.PLACE)));
    }

    private static <T> List<T> unique(Fields root, String list, String key, Function<Fields, Optional<T>> reader,
            Function<T, Object> identity) {
        List<T> items = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (Fields fields : root.groups(list)) {
            reader.apply(fields).ifPresent(item -> {
                if (!seen.add(identity.apply(item))) {
                    fields.complain(key, "is given twice: " + identity.apply(item));
                }
                items.add(item);
            });
        }
        return items;
    }

    record Gateway(Register.Ceiling ceiling, Set<Place> storagePlaces) {}

    /// What no single item can know: that aliases, accounts and networks do not contradict each other.
    private static final class Consistency {

        static void check(Fields root, List<Agency> agencies, List<Membership> memberships, List<Account> accounts) {
            Map<AgencyId, AgencyId> names = new HashMap<>();
            agencies.forEach(agency -> names.put(agency.id(), agency.id()));
            for (Agency agency : agencies) {
                for (AgencyId alias : agency.aliases()) {
                    AgencyId other = names.putIfAbsent(alias, agency.id());
                    if (other != null && !other.equals(agency.id())) {
                        root.complain("agencies", "give the name " + alias + " to two agencies: " + other + " and "
                                + agency.id());
                    }
                }
            }
            memberships.stream().map(Membership::agency).filter(agency -> !names.containsKey(agency)).distinct()
                    .forEach(agency -> root.complain("memberships", "name an agency that is not listed: " + agency));
            accounts.stream().filter(account -> !names.containsKey(account.agency()))
                    .forEach(account -> root.complain("accounts", "give " + account.id()
                            + " an agency that is not listed: " + account.agency()));
            membershipsOnce(root, memberships, names);
            successions(root, agencies, names);
            places(root, agencies);
        }

        /// One body may be written under several names, but it is a member once.
        private static void membershipsOnce(Fields root, List<Membership> memberships,
                Map<AgencyId, AgencyId> names) {
            Map<String, AgencyId> seen = new HashMap<>();
            for (Membership membership : memberships) {
                AgencyId body = names.getOrDefault(membership.agency(), membership.agency());
                AgencyId other = seen.putIfAbsent(membership.agreement() + "/" + body, membership.agency());
                if (other != null && !other.equals(membership.agency())) {
                    root.complain("memberships", "list one body twice, as " + other + " and " + membership.agency());
                }
            }
        }

        /// A body has one successor, and nobody comes after himself.
        private static void successions(Fields root, List<Agency> agencies, Map<AgencyId, AgencyId> names) {
            Map<AgencyId, AgencyId> successors = new HashMap<>();
            for (Agency agency : agencies) {
                for (Agency.Succession succession : agency.succeeds()) {
                    AgencyId before = names.getOrDefault(succession.agency(), succession.agency());
                    AgencyId other = successors.putIfAbsent(before, agency.id());
                    if (other != null) {
                        root.complain("agencies", "give " + before + " two successors: " + other + " and "
                                + agency.id());
                    }
                }
            }
            for (AgencyId begin : successors.keySet()) {
                int steps = 0;
                for (AgencyId at = successors.get(begin); at != null
                        && steps <= successors.size(); at = successors.get(at)) {
                    steps++;
                }
                if (steps > successors.size()) {
                    root.complain("agencies", "let " + begin + " come after itself");
                    return;
                }
            }
        }

        private static void places(Fields root, List<Agency> agencies) {
            Map<Network, Place> places = new LinkedHashMap<>();
            for (Agency agency : agencies) {
                for (Network network : agency.networks()) {
                    Place other = places.putIfAbsent(network, agency.place());
                    if (other != null && !other.equals(agency.place())) {
                        root.complain("agencies", "put the network " + network + " in two places: " + other + " and "
                                + agency.place());
                    }
                }
            }
        }
    }
}
