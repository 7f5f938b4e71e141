// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Json;
import org.casegate.crypto.tlog.TlogProof;

/// Entries as they are carried away.
public enum ExportForm {
    /// For a spreadsheet (RFC 4180).
    CSV(".csv", "index,at,kind,agreement,version,agency,actor,code,clauses,leaf_hash\r\n") {
        @Override
        public String line(EntryView entry, TlogProof proof) {
            return List.of(Long.toString(entry.index()), entry.at().toString(), entry.kind(),
                    entry.agreement().orElse(""), entry.version().orElse(""), entry.agency().orElse(""), entry.actor(),
                    entry.code().orElse(""), String.join("; ", entry.clauses()), entry.leafHash().hex()).stream()
                    .map(ExportForm::cell).collect(Collectors.joining(",", "", "\r\n"));
        }
    },
    /// A line of JSON each: the entry as it stands in the ledger, and its proof (C2SP `tlog-proof`).
    JSON_LINES(".jsonl", "") {
        @Override
        public String line(EntryView entry, TlogProof proof) {
            return new String(CanonicalJson.encode(Json.Members.of(Map.of("index", new Json.Whole(entry.index()),
                    "leaf_hash", new Json.Text(entry.leafHash().hex()), "entry", new Json.Text(entry.canonical()),
                    "proof", new Json.Text(proof.toString())))), UTF_8) + "\n";
        }
    };

    private final String ending;
    private final String heading;

    ExportForm(String ending, String heading) {
        this.ending = ending;
        this.heading = heading;
    }

    /// Of a file's name, with its full stop.
    public String ending() {
        return ending;
    }

    /// What stands before the first entry.
    public String heading() {
        return heading;
    }

    /// One entry.
    public abstract String line(EntryView entry, TlogProof proof);

    /// A spreadsheet takes what begins with one of these for a formula, and an actor may have been named by anybody.
    private static String cell(String value) {
        String safe = value.matches("(?s)[=+@\t\r-].*") ? "'" + value : value;
        return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
