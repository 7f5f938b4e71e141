// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Json;
import org.casegate.crypto.tlog.TlogProof;
import org.casegate.policy.ledger.EntryView;

/// Entries as they are carried away.
final class ExportText {
    static final String HEADING = "index,at,kind,agreement,version,agency,actor,code,clauses,leaf_hash\r\n";

    private ExportText() {}

    /// A line of CSV (RFC 4180).
    static String csv(EntryView entry) {
        return List.of(Long.toString(entry.index()), entry.at().toString(), entry.kind(),
                entry.agreement().orElse(""), entry.version().orElse(""), entry.agency().orElse(""), entry.actor(),
                entry.code().orElse(""), String.join("; ", entry.clauses()), entry.leafHash().hex()).stream()
                .map(ExportText::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /// A spreadsheet takes what begins with one of these for a formula, and an actor may have been named by anybody.
    private static String cell(String value) {
        String safe = value.matches("(?s)[=+@\t\r-].*") ? "'" + value : value;
        return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    /// A line of JSON: the entry as it stands in the ledger, and its proof.
    static String line(EntryView entry, TlogProof proof) {
        return object(Map.of("index", new Json.Whole(entry.index()), "leaf_hash", new Json.Text(entry.leafHash().hex()),
                "entry", new Json.Text(entry.canonical()), "proof", new Json.Text(proof.toString()))) + "\n";
    }

    static String done(Path file, long entries) {
        return object(Map.of("file", new Json.Text(file.toString()), "entries", new Json.Whole(entries)));
    }

    private static String object(Map<String, Json> members) {
        return new String(CanonicalJson.encode(Json.Members.of(members)), UTF_8);
    }
}
