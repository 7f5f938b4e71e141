// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.casegate.policy.document.Document;
import org.casegate.policy.document.Fields;
import org.casegate.policy.document.JsonText;
import org.casegate.policy.manifest.Manifest.Addressee;
import org.casegate.policy.manifest.Manifest.Phase;
import org.casegate.policy.manifest.Manifest.Regime;
import org.casegate.policy.manifest.Manifest.Statements;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.MeetingRef;
import org.casegate.policy.register.RetentionClassId;

/// Reads and writes what is settled, under the keys that a manifest has for it. What was written is read the same.
public final class SettledText {
    private static final int LARGEST_BYTES = ManifestParser.LARGEST_BYTES;
    private static final String MEETING_REF = "letters, digits, dots, slashes, hyphens";

    private SettledText() {}

    /// What these keys settle. Asks for none of them, and complains of what is there and wrong.
    ///
    /// @param root where the keys stand, perhaps among others
    public static Settled read(Fields root) {
        List<CaseRecord.Meeting> meetings = root.groups("meetings").stream()
                .flatMap(each -> meeting(each).stream()).toList();
        return new Settled(root.line("purpose"), root.choice("regime", Regime.class),
                root.choice("phase", Phase.class), root.line("external_ref"), AddresseeReader.read(root),
                BasisReader.law(root),
                new Statements(root.text("purpose_statement"), root.text("additional_justification"),
                        Optional.empty(), Optional.empty(), Optional.empty(), root.text("reason")),
                root.value("retention_class", RetentionClassId::parse, "a retention class of the agreement"), meetings,
                Set.of(), meetings.size() == 1 ? Optional.of(meetings.getFirst()) : Optional.empty());
    }

    private static Optional<CaseRecord.Meeting> meeting(Fields fields) {
        fields.need("meeting_ref", MEETING_REF);
        fields.need("meeting_at", "a time with its offset, 2026-05-12T10:00:00+01:00");
        Optional<MeetingRef> ref = fields.value("meeting_ref", MeetingRef::parse, MEETING_REF);
        Optional<Instant> at = fields.moment("meeting_at");
        return ref.flatMap(known -> at.map(time -> new CaseRecord.Meeting(known, time)));
    }

    /// Reads what [#json] wrote.
    public static Settled parse(String json) {
        return Document.read(json.getBytes(StandardCharsets.UTF_8), LARGEST_BYTES, root -> Optional.of(read(root)))
                .orThrow();
    }

    /// On one line. Meetings that were cancelled, and which one is meant, are not written: they are for a moment only.
    public static String json(Settled settled) {
        return JsonText.of(tree(settled));
    }

    /// As keys and values, in the order of a manifest.
    public static Map<String, Object> tree(Settled settled) {
        Tree tree = new Tree();
        Statements words = settled.statements();
        Basis basis = settled.basis();
        tree.put("purpose", settled.purpose());
        tree.put("purpose_statement", words.purposeStatement());
        tree.put("additional_justification", words.additionalJustification());
        tree.put("regime", settled.regime().map(Enum::name));
        tree.put("phase", settled.phase().map(Enum::name));
        tree.put("external_ref", settled.external());
        tree.put("recipients", settled.recipients().stream().map(SettledText::tree).toList());
        tree.put("art6", basis.article6().map(Basis.Article6::code));
        tree.put("art9", basis.article9().map(Basis.Article9::code));
        tree.put("dpa_condition", basis.dpaCondition());
        tree.put("no_consent_reason", basis.noConsentReason().map(Enum::name));
        tree.put("legal_gateway", List.copyOf(new TreeSet<>(basis.gateways())));
        tree.put("legal_gateway_other", basis.otherGateway());
        tree.put("confidentiality_basis", basis.confidentiality());
        basis.informed().ifPresent(informed -> tree.entries.put("informed", tree(informed)));
        tree.put("reason", words.reason());
        tree.put("retention_class", settled.retentionClass().map(RetentionClassId::value));
        tree.put("meetings", settled.meetings().stream().map(meeting -> Map.of("meeting_ref", meeting.ref().value(),
                "meeting_at", meeting.at().toString())).toList());
        return tree.entries;
    }

    static Map<String, Object> tree(Basis.Informed informed) {
        Tree tree = new Tree();
        tree.entries.put("state", informed.state().name());
        tree.put("reason", informed.reason());
        tree.put("on", informed.on().map(LocalDate::toString));
        return tree.entries;
    }

    private static Map<String, Object> tree(Addressee addressee) {
        Tree tree = new Tree();
        tree.entries.put("agency", addressee.agency().value());
        tree.put("account", addressee.account().map(AccountId::value));
        tree.put("why_needed", addressee.whyNeeded());
        tree.put("role_in_case", addressee.roleInCase());
        tree.put("unit", addressee.unit());
        if (addressee.memberCondition()) {
            tree.entries.put("member_condition", true);
        }
        return tree.entries;
    }

    /// Leaves out what is empty.
    private static final class Tree {
        private final Map<String, Object> entries = new LinkedHashMap<>();

        void put(String key, Optional<String> value) {
            value.ifPresent(present -> entries.put(key, present));
        }

        void put(String key, List<?> values) {
            if (!values.isEmpty()) {
                entries.put(key, values);
            }
        }
    }
}
