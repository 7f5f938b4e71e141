// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.walk;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A receipt as its JSON says it.
public final class Receipt {
    private final Map<?, ?> whole;

    public Receipt(String json) {
        whole = new Load(LoadSettings.builder().build()).loadFromString(json) instanceof Map<?, ?> map ? map : Map.of();
    }

    /// Whether the receipt, or one of its findings, has this value.
    public boolean says(String key, String value) {
        return value.equals(whole.get(key)) || findings().stream().anyMatch(finding -> value.equals(finding.get(key)));
    }

    /// Step, code and clause of each finding, in its order.
    public List<String> reasons() {
        return findings().stream()
                .map(finding -> "%s %s %s".formatted(finding.get("step"), finding.get("code"), finding.get("clause")))
                .toList();
    }

    /// In one line: outcome, transfer, clauses, and where it stands in the ledger.
    String line() {
        StringBuilder line = new StringBuilder();
        line.append(whole.get("outcome")).append("  transfer ").append(whole.get("transfer"));
        findings().forEach(finding -> line
                .append("  %s %s (%s)".formatted(finding.get("step"), finding.get("code"), finding.get("clause"))));
        return line.append("  ledger entry ").append(whole.get("ledger_index")).append(", leaf ")
                .append(shortened(String.valueOf(whole.get("leaf_hash"))))
                .toString();
    }

    private static String shortened(String hash) {
        return hash.length() > 16 ? hash.substring(0, 16) + "…" : hash;
    }

    private List<Map<?, ?>> findings() {
        return whole.get("findings") instanceof List<?> list
                ? list.stream().<Map<?, ?>>mapMulti((each, sink) -> {
                    if (each instanceof Map<?, ?> finding) {
                        sink.accept(finding);
                    }
                }).toList()
                : List.of();
    }
}
