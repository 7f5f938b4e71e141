// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What verifying a ledger found.
///
/// @param ok       whether nothing is wrong
/// @param size     number of entries that its head or newest checkpoint claims
/// @param root     root hash over the entries as they were read
/// @param checked  how many of what were checked: `entries`, `checkpoints`, `tiles`, `openings`, ...; `lost` are the entries that
///                 were signed, and that a backup did not hold from which the ledger went on
/// @param findings what is wrong, the first [#MAX_FINDINGS] of it
public record LedgerReport(boolean ok, long size, Hash root, SortedMap<String, Long> checked,
        List<LedgerFinding> findings) {
    /// More than that are counted in one last finding.
    public static final int MAX_FINDINGS = 100;

    public LedgerReport {
        checked = new TreeMap<>(checked);
        findings = List.copyOf(findings);
    }

    /// As lines for people.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(ok ? "The ledger verifies." : "The ledger does NOT verify.");
        lines.add("  size  " + size + " entries");
        lines.add("  root  " + root.hex());
        checked.forEach(
                (what, count) -> lines.add("  " + (what.equals("lost") ? "" : "checked ") + count + " " + what));
        for (LedgerFinding finding : findings) {
            lines.add("  " + finding.check().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + (finding.index().isPresent() ? ", entry " + finding.index().getAsLong() : "") + ": "
                    + finding.text());
        }
        return lines;
    }

    /// `{"ok":…,"size":…,"root":"…","checked":{…},"findings":[…]}`.
    public String json() {
        SortedMap<String, Json> counts = new TreeMap<>();
        for (Map.Entry<String, Long> count : checked.entrySet()) {
            counts.put(count.getKey(), new Json.Whole(count.getValue()));
        }
        Json found = new Json.Items(findings.stream().map(LedgerReport::json).toList());
        return "{\"ok\":" + ok + ",\"size\":" + size + ",\"root\":\"" + root.hex() + "\",\"checked\":"
                + text(new Json.Members(counts)) + ",\"findings\":" + text(found) + "}";
    }

    private static Json json(LedgerFinding finding) {
        SortedMap<String, Json> members = new TreeMap<>();
        members.put("check", new Json.Text(finding.check().name()));
        finding.index().ifPresent(index -> members.put("index", new Json.Whole(index)));
        members.put("text", new Json.Text(finding.text()));
        return new Json.Members(members);
    }

    private static String text(Json json) {
        return new String(CanonicalJson.encode(json), UTF_8);
    }
}
