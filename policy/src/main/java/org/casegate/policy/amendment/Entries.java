// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.casegate.policy.change.Difference;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.EntryKind;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Fact;
import org.casegate.policy.register.Register;

/// What the ledger says of changes of the register: each in an entry of its kind. Ids, dates, codes and hashes, and the names of
/// keys; never what stands in free text, and no address or number of anybody.
final class Entries {
    private final Actor actor;
    private final Register after;
    private final UnaryOperator<Draft> more;

    /// @param after the register with the changes in it
    /// @param more  what every entry says besides, such as the proposal that it carries out
    Entries(Actor actor, Register after, UnaryOperator<Draft> more) {
        this.actor = actor;
        this.after = after;
        this.more = more;
    }

    /// The entries of these differences, item by item.
    List<Draft> of(List<Difference> differences) {
        Map<String, List<Difference>> items = new LinkedHashMap<>();
        differences.forEach(each -> items
                .computeIfAbsent(each.kind() + " " + each.id(), _ -> new ArrayList<>()).add(each));
        List<Draft> drafts = new ArrayList<>();
        items.values().forEach(item -> drafts.addAll(ofItem(item)));
        return drafts;
    }

    private List<Draft> ofItem(List<Difference> item) {
        Difference first = item.getFirst();
        return switch (first.kind()) {
            case GATEWAY -> item.stream().map(this::ofGateway).toList();
            case AGENCY -> List.of(keys(draft("AGENCY-" + effect(first)).fact("agency_id", first.id()), item));
            case ACCOUNT -> List.of(keys(account(draft("ACCOUNT-" + effect(first)), first.id()), item));
            case MEMBERSHIP -> ofMembership(item);
            case AGREEMENT -> ofAgreement(item);
        };
    }

    private Draft ofGateway(Difference difference) {
        String code = difference.path().getFirst().equals("territory_ceiling")
                ? "TERRITORY-CEILING-SET"
                : "STORAGE-PLACES-SET";
        return values(draft(code), difference);
    }

    private Draft account(Draft draft, String id) {
        Draft about = draft.fact("account", id);
        return after.accounts().stream().filter(account -> account.id().value().equals(id)).findFirst()
                .map(account -> about.fact("kind", account.kind().name())
                        .fact("roles", account.roles().stream().map(Enum::name).sorted().toList()))
                .orElse(about);
    }

    private List<Draft> ofMembership(List<Difference> item) {
        List<Draft> drafts = new ArrayList<>();
        List<Difference> others = new ArrayList<>();
        for (Difference each : item) {
            if (each.whole() || each.after().isEmpty()) {
                others.add(each);
                continue;
            }
            switch (each.path().getFirst()) {
                case "signed" -> drafts.add(dated(body(EntryKind.SIGNED, each), each));
                case "admitted" -> drafts.add(dated(body(EntryKind.ADMITTED, each), each));
                case "notified" -> drafts.add(dated(body(EntryKind.NOTIFIED, each).code("AGREEMENT-GIVEN"), each));
                case "suspended" -> drafts.add(dated(body(EntryKind.SUSPENDED, each), each));
                case "risk_controls" ->
                    drafts.add(dated(body(EntryKind.CONFIG_CHANGED, each).code("RISK-CONTROLS-ATTESTED"), each));
                default -> others.add(each);
            }
        }
        if (!others.isEmpty()) {
            Difference first = others.getFirst();
            drafts.addFirst(keys(body(EntryKind.CONFIG_CHANGED, first).code("MEMBERSHIP-" + effect(first)), others));
        }
        return drafts;
    }

    private Draft body(EntryKind kind, Difference membership) {
        return under(kind, membership).fact("body", membership.id().substring(membership.id().indexOf('/') + 1));
    }

    private List<Draft> ofAgreement(List<Difference> item) {
        List<Draft> drafts = new ArrayList<>();
        List<Difference> others = new ArrayList<>();
        List<Difference> inForce = new ArrayList<>();
        for (Difference each : item) {
            switch (each.whole() ? "" : each.path().getFirst()) {
                case "state", "version", "text_sha256" -> inForce.add(each);
                case "reviewed" -> drafts.addAll(reviews(each));
                case "terminated" -> drafts.add(each.after().isPresent()
                        ? dated(under(EntryKind.TERMINATED, each), each)
                        : under(EntryKind.CONFIG_CHANGED, each).code("TERMINATION-WITHDRAWN"));
                case "settings" -> drafts.add(setting(each));
                case "retention_classes" -> drafts.add(retention(each));
                default -> others.add(each);
            }
        }
        if (!others.isEmpty()) {
            Difference first = others.getFirst();
            drafts.addFirst(keys(under(EntryKind.CONFIG_CHANGED, first).code("AGREEMENT-" + effect(first)), others));
        }
        if (!inForce.isEmpty()) {
            drafts.add(activation(inForce.getFirst()));
        }
        return drafts;
    }

    private Draft activation(Difference difference) {
        AgreementRegistration registration = after.agreement(new AgreementId(difference.id())).orElseThrow();
        Draft draft = under(EntryKind.CONFIG_CHANGED, difference)
                .code(registration.state() == AgreementRegistration.State.ACTIVE
                        ? "AGREEMENT-ACTIVATED"
                        : "AGREEMENT-IN-DRAFT");
        return registration.textSha256().map(hash -> draft.fact("text_sha256", hash)).orElse(draft);
    }

    private List<Draft> reviews(Difference difference) {
        List<Object> before = list(difference.before());
        List<Draft> drafts = new ArrayList<>();
        list(difference.after()).stream().filter(date -> !before.contains(date))
                .forEach(date -> drafts.add(under(EntryKind.REVIEWED, difference).fact("on", String.valueOf(date))));
        return drafts.isEmpty()
                ? List.of(keys(under(EntryKind.CONFIG_CHANGED, difference).code("AGREEMENT-CHANGED"),
                        List.of(difference)))
                : drafts;
    }

    private Draft setting(Difference difference) {
        return values(under(EntryKind.CONFIG_CHANGED, difference).code("SETTING-CHANGED").fact("setting",
                difference.path().getLast()), difference);
    }

    private Draft retention(Difference difference) {
        Draft draft = under(EntryKind.RETENTION_SET, difference)
                .fact("class", difference.path().getLast())
                .fact("former", member(difference.before(), "period").orElse("NONE"))
                .fact("period", member(difference.after(), "period").orElse("NONE"));
        for (String key : List.of("trigger", "action", "review_every")) {
            Optional<String> value = member(difference.after(), key);
            draft = value.isPresent() ? draft.fact(key, value.get()) : draft;
        }
        return draft;
    }

    private Draft draft(String code) {
        return more.apply(actor.sign(Draft.of(EntryKind.CONFIG_CHANGED))).code(code);
    }

    private Draft under(EntryKind kind, Difference difference) {
        AgreementId id = new AgreementId(difference.agreement().orElseThrow());
        return more.apply(actor.sign(Draft.of(kind)))
                .agreement(id.value(), after.agreement(id).map(AgreementRegistration::version).orElse("none"));
    }

    private static String effect(Difference difference) {
        if (difference.whole()) {
            return difference.after().isPresent() ? "ADDED" : "REMOVED";
        }
        return "CHANGED";
    }

    private static Draft keys(Draft draft, List<Difference> differences) {
        List<String> names = differences.stream().filter(each -> !each.whole())
                .map(each -> String.join(".", each.path())).toList();
        return names.isEmpty() ? draft : draft.fact("keys", names);
    }

    /// Codes on both sides.
    private static Draft values(Draft draft, Difference difference) {
        return draft.fact("former", codes(difference.before())).fact("value", codes(difference.after()));
    }

    private static String codes(Optional<Object> value) {
        return value.map(tree -> tree instanceof Collection<?> many
                ? String.join(",", many.stream().map(String::valueOf).toList())
                : tree.toString()).orElse("unset");
    }

    /// The dates, ids and hashes of a tree; not its free text.
    private static Draft dated(Draft draft, Difference difference) {
        Draft dated = draft;
        for (String key : List.of("on", "from", "effective", "scope", "evidence_sha256")) {
            Optional<String> value = member(difference.after(), key);
            dated = value.isPresent() ? dated.fact(key, value.get()) : dated;
        }
        Optional<Object> by = Difference.member(difference.after(), "by");
        return by.isPresent() ? dated.fact("by", codes(by)) : dated;
    }

    private static Optional<String> member(Optional<Object> tree, String key) {
        return Difference.member(tree, key).map(Object::toString);
    }

    private static List<Object> list(Optional<Object> tree) {
        return tree.map(value -> value instanceof Collection<?> many ? List.<Object>copyOf(many) : List.of(value))
                .orElse(List.of());
    }
}
