// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.casegate.ops.console.JsonOut;
import org.casegate.policy.clock.London;
import org.casegate.policy.intake.DecisionTrail;
import org.casegate.policy.ledger.EntryView;
import org.casegate.policy.ledger.LedgerQueries;
import tools.jackson.core.JsonGenerator;

/// Entries of the ledger as people and as programs read them.
final class EntryText {
    private static final String NONE = "-";

    private EntryText() {}

    /// A line for each entry, in columns.
    static void table(PrintWriter out, List<EntryView> entries) {
        List<List<String>> lines = entries.stream().map(EntryText::columns).toList();
        int[] width = new int[7];
        for (List<String> line : lines) {
            for (int column = 0; column < line.size(); column++) {
                width[column] = Math.max(width[column], line.get(column).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < line.size(); column++) {
                text.append(line.get(column)).repeat(" ", width[column] - line.get(column).length() + 2);
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static List<String> columns(EntryView entry) {
        return List.of(Long.toString(entry.index()), entry.at().toString(), entry.kind(), entry.agency().orElse(NONE),
                entry.actor(),
                entry.code().orElse(NONE),
                entry.erasure().map(EntryText::erased).orElseGet(() -> String.join(", ", entry.opened().values())));
    }

    private static String erased(EntryView.Erasure erasure) {
        return "erased on " + London.dateOf(erasure.at()) + ", by rule " + String.join("; ", erasure.clauses());
    }

    /// All that can be said of one entry.
    static void whole(PrintWriter out, EntryView entry) {
        out.println("Entry %d  %s  %s".formatted(entry.index(), entry.at(), entry.kind()));
        entry.agreement().ifPresent(
                agreement -> out.println("  agreement  " + agreement + entry.version().map(" "::concat).orElse("")));
        out.println("  actor      " + entry.actor() + entry.agency().map(agency -> " (" + agency + ")").orElse(""));
        entry.code().ifPresent(code -> out.println("  code       " + code));
        if (!entry.clauses().isEmpty()) {
            out.println("  clauses    " + String.join("; ", entry.clauses()));
        }
        for (int part = 0; part < entry.partSizes().size(); part++) {
            out.println("  part %d     %d bytes".formatted(part + 1, entry.partSizes().get(part)));
        }
        entry.opened().forEach((field, value) -> out.println("  %-10s %s".formatted(field, value)));
        entry.erasure()
                .ifPresent(erasure -> out
                        .println("  erased     by entry %d at %s under %s".formatted(erasure.index(), erasure.at(),
                                String.join("; ", erasure.clauses()))));
        out.println("  leaf hash  " + entry.leafHash().hex());
        out.println("  entry      " + entry.canonical());
    }

    /// One array.
    static void json(PrintWriter out, List<EntryView> entries) {
        try (JsonGenerator json = JsonOut.to(out)) {
            json.writeStartArray();
            entries.forEach(entry -> json(json, entry));
            json.writeEndArray();
        }
        out.println();
    }

    /// A line for each month and kind.
    static void table(PrintWriter out, LedgerQueries.Counts counts) {
        if (counts.months().isEmpty()) {
            out.println("No entry matches.");
        }
        counts.months().forEach((month, kinds) -> kinds
                .forEach((kind, n) -> out.println("%s  %-18s %8d".formatted(month, kind, n))));
    }

    /// One array.
    static void json(PrintWriter out, LedgerQueries.Counts counts) {
        try (JsonGenerator json = JsonOut.to(out)) {
            json.writeStartArray();
            counts.months().forEach((month, kinds) -> kinds.forEach((kind, n) -> {
                json.writeStartObject();
                json.writeStringProperty("month", month.toString());
                json.writeStringProperty("kind", kind);
                json.writeNumberProperty("n", n);
                json.writeEndObject();
            }));
            json.writeEndArray();
        }
        out.println();
    }

    /// One object.
    static void json(PrintWriter out, EntryView entry, Optional<DecisionTrail> decision) {
        try (JsonGenerator json = JsonOut.to(out)) {
            json.writeStartObject();
            members(json, entry);
            decision.ifPresent(trail -> TrailText.json(json, trail));
            json.writeEndObject();
        }
        out.println();
    }

    private static void json(JsonGenerator json, EntryView entry) {
        json.writeStartObject();
        members(json, entry);
        json.writeEndObject();
    }

    private static void members(JsonGenerator json, EntryView entry) {
        json.writeNumberProperty("index", entry.index());
        json.writeStringProperty("at", entry.at().toString());
        json.writeStringProperty("kind", entry.kind());
        json.writeStringProperty("agreement", entry.agreement().orElse(null));
        json.writeStringProperty("agreement_version", entry.version().orElse(null));
        json.writeStringProperty("agency", entry.agency().orElse(null));
        json.writeStringProperty("actor", entry.actor());
        json.writeStringProperty("code", entry.code().orElse(null));
        strings(json, "clauses", entry.clauses());
        json.writeStringProperty("subject", entry.subject().map(Object::toString).orElse(null));
        json.writeObjectPropertyStart("opened");
        entry.opened().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeBooleanProperty("erased", entry.erasure().isPresent());
        json.writeArrayPropertyStart("part_sizes");
        entry.partSizes().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeStringProperty("leaf_hash", entry.leafHash().hex());
        json.writeStringProperty("entry", entry.canonical());
    }

    private static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
