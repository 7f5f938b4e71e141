// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.casegate.policy.document.Complaint;
import org.casegate.policy.document.Document;
import org.casegate.policy.document.Fields;
import org.casegate.policy.document.JsonText;
import org.casegate.policy.document.Parsed;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Takes a register apart into facts and puts it together again. What went in comes out the same.
public final class RegisterFacts {

    private RegisterFacts() {}

    /// Every item, ordered by kind and id: the gateway's own first, once.
    public static List<Item> items(Register register) {
        List<Item> items = new ArrayList<>();
        items.add(new Item(Fact.Kind.GATEWAY, "gateway", ItemWriter.gateway(register)));
        register.agencies().forEach(
                each -> items.add(new Item(Fact.Kind.AGENCY, each.id().value(), ItemWriter.agency(each))));
        register.memberships().forEach(each -> items.add(new Item(Fact.Kind.MEMBERSHIP,
                each.agreement() + "/" + each.agency(), ItemWriter.membership(each))));
        register.accounts().forEach(
                each -> items.add(new Item(Fact.Kind.ACCOUNT, each.id().value(), ItemWriter.account(each))));
        register.agreements().forEach(each -> items.add(new Item(Fact.Kind.AGREEMENT, each.agreement().value(),
                ItemWriter.agreement(each))));
        return items;
    }

    /// Every item as a fact, in the same order.
    public static List<Fact> of(Register register) {
        return items(register).stream().map(RegisterFacts::fact).toList();
    }

    /// The register that the facts describe.
    ///
    /// @param facts the current ones, one for each kind and id, in any order
    public static Parsed<Register> read(long revision, Collection<Fact> facts) {
        Items items = new Items();
        List<Complaint> complaints = new ArrayList<>();
        for (Fact fact : facts) {
            switch (fact.kind()) {
                case GATEWAY ->
                    item(fact, root -> Optional.of(RegisterParser.gateway(root)), items::gateway, complaints);
                case AGENCY -> item(fact, ItemReader::agency, items.agencies::add, complaints);
                case MEMBERSHIP -> item(fact, ItemReader::membership, items.memberships::add, complaints);
                case ACCOUNT -> item(fact, ItemReader::account, items.accounts::add, complaints);
                case AGREEMENT -> item(fact, ItemReader::agreement, items.agreements::add, complaints);
            }
        }
        return complaints.isEmpty() ? new Parsed.Good<>(items.register(revision)) : new Parsed.Bad<>(complaints);
    }

    /// The register as the text of `register.yaml`, with its cases.
    public static String yaml(RegisterFile file) {
        Register register = file.register();
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("register", 1);
        root.putAll(ItemWriter.gateway(register));
        root.put("agencies", trees(register.agencies(), ItemWriter::agency));
        root.put("memberships", trees(register.memberships(), ItemWriter::membership));
        root.put("accounts", trees(register.accounts(), ItemWriter::account));
        root.put("agreements", trees(register.agreements(), ItemWriter::agreement));
        root.put("cases", trees(file.cases(), ItemWriter::caseRecord));
        root.put("received", trees(file.received(), ItemWriter::holding));
        DumpSettings settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(1_000)
                .setDereferenceAliases(true).setSchema(new CoreSchema()).build();
        return new Dump(settings).dumpToString(root);
    }

    private static <T> List<Map<String, Object>> trees(List<T> items, Function<T, Map<String, Object>> writer) {
        return items.stream().map(writer).toList();
    }

    /// The item as it is stored.
    public static Fact fact(Item item) {
        return new Fact(item.kind(), item.id(), JsonText.of(item.tree()));
    }

    private static <T> void item(Fact fact, Function<Fields, Optional<T>> reader, Consumer<T> taker,
            List<Complaint> complaints) {
        byte[] json = fact.json().getBytes(StandardCharsets.UTF_8);
        switch (Document.read(json, RegisterParser.LARGEST_BYTES, reader)) {
            case Parsed.Good<T> good -> taker.accept(good.value());
            case Parsed.Bad<T> bad -> bad.complaints().forEach(complaint -> complaints.add(new Complaint(0,
                    fact.kind() + " " + fact.id() + " " + complaint.key(), complaint.sentence())));
        }
    }

    private static final class Items {

        private RegisterParser.Gateway gateway = new RegisterParser.Gateway(Register.Ceiling.UK, Set.of());
        private final List<Agency> agencies = new ArrayList<>();
        private final List<Membership> memberships = new ArrayList<>();
        private final List<Account> accounts = new ArrayList<>();
        private final List<AgreementRegistration> agreements = new ArrayList<>();

        void gateway(RegisterParser.Gateway found) {
            gateway = found;
        }

        Register register(long revision) {
            return new Register(revision, gateway.ceiling(), gateway.storagePlaces(), agencies, memberships, accounts,
                    agreements);
        }
    }
}
