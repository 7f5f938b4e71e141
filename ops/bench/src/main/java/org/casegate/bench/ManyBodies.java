// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.AgreementParser;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.document.JsonText;
import org.casegate.policy.document.JsonTree;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Membership;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterParser;

/// A country's worth: many agreements, each the whole text of Staffordshire's with many bodies in place of its own, and the
/// register of all of them, in which everybody has signed.
final class ManyBodies {

    static final int AGREEMENTS = 1_000;
    static final int BODIES = 1_000;
    private static final String PARTIES = "(?s)\nparties:\n.*?\n\n";

    private ManyBodies() {}

    /// How a text is written.
    enum Form {
        JSON, YAML
    }

    /// The texts of so many agreements.
    static List<byte[]> texts(int agreements, int bodies, Form form) {
        String staffordshire = new String(
                Agreements.bundled().find(new AgreementId("staffordshire")).orElseThrow().text().octets(), UTF_8);
        StringBuilder parties = new StringBuilder("\nparties:\n");
        IntStream.range(0, bodies).forEach(number -> parties.append("  - { id: ").append(body(number))
                .append(", name: ").append(name(number)).append(number < 3 ? ", statutory: true" : "").append(" }\n"));
        String many = staffordshire.replaceFirst(PARTIES, Matcher.quoteReplacement(parties + "\n"));
        String written = form == Form.JSON ? JsonText.of(JsonTree.parse(many)) : many;
        String named = form == Form.JSON ? "\"agreement\": \"%s\"" : "\nagreement: %s";
        if (!written.contains(named.formatted("staffordshire"))) {
            throw new IllegalStateException("the agreement's id is written in another way");
        }
        return IntStream.range(0, agreements)
                .mapToObj(number -> written.replace(named.formatted("staffordshire"), named.formatted(id(number)))
                        .getBytes(UTF_8))
                .toList();
    }

    /// Reads them as the gateway does, ready to judge.
    static Agreements load(List<byte[]> texts) {
        return new Agreements(AgreementParser.parseAll(texts).stream().map(Parsed::orThrow).toList());
    }

    /// The register of agreements that name the same bodies.
    static Register register(Agreements agreements) {
        List<AgencyId> bodies = agreements.all().getFirst().parties().stream().map(party -> party.id()).toList();
        StringBuilder text = new StringBuilder("register: 1\nterritory_ceiling: UK\nstorage_places: [GB]\nagencies:\n");
        IntStream.range(0, bodies.size())
                .forEach(number -> text.append(TenParts.agency(bodies.get(number), name(number))));
        text.append("memberships:\n");
        bodies.forEach(body -> text.append("  - { agreement: ").append(id(0)).append(", agency: ").append(body)
                .append(", signed: { on: 2024-01-09 } }\n"));
        text.append("accounts:\n");
        bodies.forEach(body -> text.append("  - { id: ").append(TenParts.account(body)).append(", agency: ")
                .append(body).append(", kind: PERSON, roles: [SENDER, RECIPIENT], trained_on: 2026-01-10 }\n"));
        text.append("agreements:\n").append(TenParts.registration(agreements.all().getFirst()));
        Register one = RegisterParser.parse(text.toString().getBytes(UTF_8)).orThrow().register();
        List<Membership> memberships = new ArrayList<>(agreements.all().size() * bodies.size());
        List<AgreementRegistration> registrations = new ArrayList<>();
        for (Agreement agreement : agreements.all()) {
            AgreementId id = agreement.version().agreement();
            one.memberships().forEach(each -> memberships.add(new Membership(id, each.agency(), each.statutory(),
                    each.entry(), each.signed(), each.admitted(), each.notified(), each.riskControls(),
                    each.suspended())));
            AgreementRegistration first = one.agreements().getFirst();
            registrations.add(new AgreementRegistration(id, first.version(), Optional.of(agreement.textSha256()),
                    first.state(), first.start(), first.reviewed(), first.terminated(), first.transferMechanisms(),
                    first.retention(), first.settings(), first.duty()));
        }
        List<Agency> agencies = one.agencies();
        List<Account> accounts = one.accounts();
        return new Register(1, Register.Ceiling.UK, Set.copyOf(one.storagePlaces()), agencies, memberships, accounts,
                registrations);
    }

    /// A pack of ten parts under the agreement in the middle, from and to the last of its bodies.
    static TenParts pack(Agreements agreements, Register register) {
        Agreement agreement = agreements.all().get(agreements.all().size() / 2);
        return TenParts.judgedBy(agreement, register, agreement.parties().size() - 3, UnaryOperator.identity());
    }

    private static String id(int agreement) {
        return "agreement-%04d".formatted(agreement);
    }

    private static AgencyId body(int number) {
        return AgencyId.ofName(name(number));
    }

    private static String name(int number) {
        return "Safeguarding Body %04d NHS Trust".formatted(number);
    }
}
