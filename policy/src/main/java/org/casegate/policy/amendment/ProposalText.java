// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.casegate.policy.change.Difference;
import org.casegate.policy.change.Need;
import org.casegate.policy.document.JsonText;
import org.casegate.policy.document.JsonTree;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Fact;

/// What is proposed, as it is stored and hashed.
///
/// @param json one text for one proposal, whoever writes it
record ProposalText(String json) {

    static ProposalText of(Need need, List<Difference> differences) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("need", switch (need) {
            case Need.Operation _ -> throw new IllegalArgumentException("an operation needs no proposal");
            case Need.OneApprover _ -> "ONE-APPROVER";
            case Need.TwoPeople _ -> "TWO-PEOPLE";
            case Need.Partnerships _ -> "PARTNERSHIPS";
            case Need.Admission _ -> "ADMISSION";
        });
        root.put("agreements", need.asked().stream().map(AgreementId::value).sorted().toList());
        root.put("differences", differences.stream().map(ProposalText::tree).toList());
        return new ProposalText(JsonText.of(root));
    }

    byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    Need need() {
        Map<?, ?> root = root();
        return switch (text(root, "need")) {
            case "ONE-APPROVER" -> new Need.OneApprover();
            case "TWO-PEOPLE" -> new Need.TwoPeople();
            case "PARTNERSHIPS" -> new Need.Partnerships(agreements(root));
            case "ADMISSION" -> new Need.Admission(agreements(root).iterator().next());
            case String other -> throw new IllegalStateException("no need " + other);
        };
    }

    private static Set<AgreementId> agreements(Map<?, ?> root) {
        return list(root, "agreements").stream().map(id -> new AgreementId((String) id)).collect(Collectors.toSet());
    }

    List<Difference> differences() {
        List<Difference> all = new ArrayList<>();
        for (Object each : list(root(), "differences")) {
            Map<?, ?> tree = (Map<?, ?>) each;
            all.add(new Difference(Fact.Kind.valueOf(text(tree, "kind")), text(tree, "id"),
                    list(tree, "path").stream().map(String.class::cast).toList(),
                    Optional.ofNullable(tree.get("before")), Optional.ofNullable(tree.get("after"))));
        }
        return all;
    }

    private static Map<String, Object> tree(Difference difference) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", difference.kind().name());
        tree.put("id", difference.id());
        tree.put("path", difference.path());
        difference.before().ifPresent(value -> tree.put("before", value));
        difference.after().ifPresent(value -> tree.put("after", value));
        return tree;
    }

    private Map<?, ?> root() {
        return (Map<?, ?>) JsonTree.parse(json);
    }

    private static String text(Map<?, ?> tree, String key) {
        return tree.get(key) instanceof String text ? text : "";
    }

    private static List<?> list(Map<?, ?> tree, String key) {
        return tree.get(key) instanceof List<?> list ? list : List.of();
    }
}
