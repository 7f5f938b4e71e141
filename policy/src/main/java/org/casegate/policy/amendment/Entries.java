// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casegate.policy.change.Difference;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.event.Event;
import org.casegate.policy.event.RegisterEvent;
import org.casegate.policy.event.Under;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Register;

/// What the ledger says of changes of the register: each in an entry of its kind. Ids, dates, codes and hashes, and the names of
/// keys; never what stands in free text, and no address or number of anybody.
final class Entries {
    private final Actor actor;
    private final Register after;
    private final Optional<Warrant> warrant;

    /// @param after   the register with the changes in it
    /// @param warrant the proposal that is carried out, where it is one
    Entries(Actor actor, Register after, Optional<Warrant> warrant) {
        this.actor = actor;
        this.after = after;
        this.warrant = warrant;
    }

    /// A proposal that is carried out, and the bodies that approved it.
    record Warrant(long proposal, List<String> approvedBy) {}

    /// The entries of these differences, item by item.
    List<Draft> of(List<Difference> differences) {
        Map<String, List<Difference>> items = new LinkedHashMap<>();
        differences.forEach(each -> items
                .computeIfAbsent(each.kind() + " " + each.id(), _ -> new ArrayList<>()).add(each));
        return items.values().stream().flatMap(item -> ofItem(item).stream()).map(this::draft).toList();
    }

    private Draft draft(RegisterEvent event) {
        return actor.sign(Draft.of(warrant
                .<Event>map(by -> new RegisterEvent.Warranted(event, by.proposal(), by.approvedBy())).orElse(event)));
    }

    private List<RegisterEvent> ofItem(List<Difference> item) {
        Difference first = item.getFirst();
        return switch (first.kind()) {
            case GATEWAY -> item.stream().map(Entries::ofGateway).toList();
            case AGENCY -> List.of(new RegisterEvent.Agency(effect(first), first.id(), keys(item)));
            case ACCOUNT ->
                List.of(new RegisterEvent.Account(effect(first), first.id(), holding(first.id()), keys(item)));
            case MEMBERSHIP -> ofMembership(item);
            case AGREEMENT -> ofAgreement(item);
        };
    }

    private static RegisterEvent ofGateway(Difference difference) {
        return new RegisterEvent.GatewaySet(difference.path().getFirst().equals("territory_ceiling")
                ? RegisterEvent.GatewaySetting.TERRITORY_CEILING
                : RegisterEvent.GatewaySetting.STORAGE_PLACES, codes(difference.before()), codes(difference.after()));
    }

    private Optional<RegisterEvent.Holding> holding(String id) {
        return after.accounts().stream().filter(account -> account.id().value().equals(id)).findFirst()
                .map(account -> new RegisterEvent.Holding(account.kind().name(),
                        account.roles().stream().map(Enum::name).sorted().toList()));
    }

    private List<RegisterEvent> ofMembership(List<Difference> item) {
        List<RegisterEvent> events = new ArrayList<>();
        List<Difference> others = new ArrayList<>();
        for (Difference each : item) {
            Optional<RegisterEvent.Step> step = step(each);
            if (step.isPresent()) {
                events.add(new RegisterEvent.Member(under(each), step.get(), body(each), dated(each)));
            } else {
                others.add(each);
            }
        }
        if (!others.isEmpty()) {
            Difference first = others.getFirst();
            events.addFirst(new RegisterEvent.Membership(under(first), effect(first), body(first), keys(others)));
        }
        return events;
    }

    private static Optional<RegisterEvent.Step> step(Difference membership) {
        if (membership.whole() || membership.after().isEmpty()) {
            return Optional.empty();
        }
        return switch (membership.path().getFirst()) {
            case "signed" -> Optional.of(RegisterEvent.Step.SIGNED);
            case "admitted" -> Optional.of(RegisterEvent.Step.ADMITTED);
            case "notified" -> Optional.of(RegisterEvent.Step.AGREEMENT_GIVEN);
            case "suspended" -> Optional.of(RegisterEvent.Step.SUSPENDED);
            case "risk_controls" -> Optional.of(RegisterEvent.Step.RISK_CONTROLS_ATTESTED);
            default -> Optional.empty();
        };
    }

    private static String body(Difference membership) {
        return membership.id().substring(membership.id().indexOf('/') + 1);
    }

    private List<RegisterEvent> ofAgreement(List<Difference> item) {
        List<RegisterEvent> events = new ArrayList<>();
        List<Difference> others = new ArrayList<>();
        List<Difference> inForce = new ArrayList<>();
        for (Difference each : item) {
            switch (each.whole() ? "" : each.path().getFirst()) {
                case "state", "version", "text_sha256" -> inForce.add(each);
                case "reviewed" -> events.addAll(reviews(each));
                case "terminated" -> events.add(each.after().isPresent()
                        ? new RegisterEvent.Terminated(under(each), dated(each))
                        : new RegisterEvent.TerminationWithdrawn(under(each)));
                case "settings" -> events.add(new RegisterEvent.Setting(under(each), each.path().getLast(),
                        codes(each.before()), codes(each.after())));
                case "retention_classes" -> events.add(retention(each));
                default -> others.add(each);
            }
        }
        if (!others.isEmpty()) {
            Difference first = others.getFirst();
            events.addFirst(new RegisterEvent.Agreement(under(first), effect(first), keys(others)));
        }
        if (!inForce.isEmpty()) {
            events.add(activation(inForce.getFirst()));
        }
        return events;
    }

    private RegisterEvent activation(Difference difference) {
        AgreementRegistration registration = after.agreement(new AgreementId(difference.id())).orElseThrow();
        return new RegisterEvent.InForce(under(difference),
                registration.state() == AgreementRegistration.State.ACTIVE, registration.textSha256());
    }

    private List<RegisterEvent> reviews(Difference difference) {
        List<Object> before = list(difference.before());
        List<RegisterEvent> events = list(difference.after()).stream().filter(date -> !before.contains(date))
                .<RegisterEvent>map(date -> new RegisterEvent.Reviewed(under(difference), String.valueOf(date)))
                .toList();
        return events.isEmpty()
                ? List.of(new RegisterEvent.Agreement(under(difference), RegisterEvent.Effect.CHANGED,
                        keys(List.of(difference))))
                : events;
    }

    private RegisterEvent retention(Difference difference) {
        return new RegisterEvent.RetentionSet(under(difference), difference.path().getLast(),
                member(difference.before(), "period").orElse("NONE"),
                member(difference.after(), "period").orElse("NONE"), member(difference.after(), "trigger"),
                member(difference.after(), "action"), member(difference.after(), "review_every"));
    }

    private Under under(Difference difference) {
        AgreementId id = new AgreementId(difference.agreement().orElseThrow());
        return new Under(id.value(), after.agreement(id).map(AgreementRegistration::version).orElse("none"));
    }

    private static RegisterEvent.Effect effect(Difference difference) {
        if (difference.whole()) {
            return difference.after().isPresent() ? RegisterEvent.Effect.ADDED : RegisterEvent.Effect.REMOVED;
        }
        return RegisterEvent.Effect.CHANGED;
    }

    private static List<String> keys(List<Difference> differences) {
        return differences.stream().filter(each -> !each.whole()).map(each -> String.join(".", each.path())).toList();
    }

    private static String codes(Optional<Object> value) {
        return value.map(tree -> tree instanceof Collection<?> many
                ? String.join(",", many.stream().map(String::valueOf).toList())
                : tree.toString()).orElse("unset");
    }

    /// The dates, ids and hashes of a tree; not its free text.
    private static RegisterEvent.Dated dated(Difference difference) {
        Optional<Object> tree = difference.after();
        Optional<Object> by = Difference.member(tree, "by");
        return new RegisterEvent.Dated(member(tree, "on"), member(tree, "from"), member(tree, "effective"),
                member(tree, "scope"), member(tree, "evidence_sha256"),
                by.isPresent() ? Optional.of(codes(by)) : Optional.empty());
    }

    private static Optional<String> member(Optional<Object> tree, String key) {
        return Difference.member(tree, key).map(Object::toString);
    }

    private static List<Object> list(Optional<Object> tree) {
        return tree.map(value -> value instanceof Collection<?> many ? List.<Object>copyOf(many) : List.of(value))
                .orElse(List.of());
    }
}
