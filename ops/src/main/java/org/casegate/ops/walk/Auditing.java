// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.walk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.casegate.crypto.tlog.Json;
import org.casegate.ops.demo.Demo;
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.policy.ledger.EntryView;
import org.casegate.policy.ledger.LedgerQuery;
import org.casegate.policy.ledger.LedgerUnavailable;

/// The auditor's part: what the ledger says, and whether it verifies.
final class Auditing {
    private static final String AUDITOR = "scc-auditor";

    private final Story story;
    private final Demo demo;

    Auditing(Story story, Demo demo) {
        this.story = story;
        this.demo = demo;
    }

    void tellsAllOfIt() throws IOException, LedgerUnavailable {
        story.step("The auditor reads the ledger");
        List<EntryView> entries = print();
        story.holds(
                kinds(entries)
                        .containsAll(Set.of("ACCEPTED", "REFUSED", "DOWNLOAD_REFUSED", "ACKNOWLEDGED", "DOWNLOADED",
                                "NOTIFIED")),
                "every decision and every attempt has its entry, and so has the auditor's look (QUERIED)");
        verify();
    }

    void stillVerifies() throws IOException, LedgerUnavailable {
        List<EntryView> entries = print();
        Optional<EntryView> destroyed = entries.stream().filter(entry -> entry.kind().equals("DESTROYED")).findFirst();
        destroyed.map(entry -> entry.facts().get("beyond_backups")).filter(Json.Text.class::isInstance)
                .map(Json.Text.class::cast)
                .ifPresent(
                        date -> story.evidence("DESTROYED", "beyond every copy of the database from " + date.value()));
        story.holds(destroyed.isPresent(),
                "the destruction has its entry, which says by when no backup can bring the pack back");
        story.holds(
                entries.stream().filter(entry -> entry.kind().equals("ACCEPTED"))
                        .allMatch(entry -> entry.opened().isEmpty()),
                "the acceptance still stands, and nobody can read any more which case it was");
        verify();
    }

    private List<EntryView> print() throws IOException, LedgerUnavailable {
        String agency = demo.file().account(AUDITOR).agency();
        List<EntryView> entries = demo.gateway().queries().run(AUDITOR, Optional.of(agency), LedgerQuery.all())
                .reversed();
        for (EntryView entry : entries) {
            if (!entry.kind().equals("CONFIG_CHANGED") && !entry.kind().equals("QUERIED")) {
                story.evidence("entry %2d".formatted(entry.index()),
                        "%-16s  %-22s  %s".formatted(entry.kind(), entry.actor(), about(entry)).stripTrailing());
            }
        }
        return entries;
    }

    private static String about(EntryView entry) {
        return entry.code().map(code -> code + "  ").orElse("")
                + entry.opened().getOrDefault("case", entry.erasure().isPresent() ? "(erased)" : "");
    }

    private void verify() throws IOException {
        LedgerReport report = demo.gateway().audit().run();
        story.evidence("verify", "%d entries, root %s".formatted(report.size(), report.root().hex()));
        story.evidence("checked", report.checked().entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey()).collect(Collectors.joining(", ")));
        report.findings().forEach(finding -> story.evidence("FOUND", finding.text()));
        story.holds(report.ok(), "recomputed from the database alone, the ledger verifies");
    }

    private static Set<String> kinds(List<EntryView> entries) {
        return entries.stream().map(EntryView::kind).collect(Collectors.toSet());
    }
}
