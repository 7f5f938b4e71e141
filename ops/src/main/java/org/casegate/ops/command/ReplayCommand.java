// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.Count;
import org.casegate.ops.console.GivenFile;
import org.casegate.ops.console.JsonOut;
import org.casegate.ops.console.Operator;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.AgreementParser;
import org.casegate.policy.clock.London;
import org.casegate.policy.intake.ReplayReport;
import org.casegate.policy.intake.ReplayReport.Difference;
import org.casegate.policy.intake.ReplayReport.Judged;
import org.casegate.policy.intake.ReplayReport.Reason;
import org.casegate.policy.ledger.LedgerUnavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What a draft would have changed.
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false, header = "Judge past packs against a draft, and list what would have come out differently.", description = "Works from what survives: decisions, the register as it was, manifests and what was seen in the parts. Changes nothing, and leaves an entry that says so (QUERIED). Packs go by their transfer, parts by their number.", footer = {
        "", "Example:", "  casegate agreement replay --draft draft.yaml --since 2026-01-01"})
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--draft", paramLabel = "FILE", required = true, description = "the draft of an agreement")
    private Path draft = Path.of("draft.yaml");

    @Option(names = "--since", paramLabel = "DATE", required = true, description = "the first day, in London, or a moment (2026-05-06T09:00:00Z)")
    private String since = "";

    @Option(names = "--json", description = "one object on standard output")
    private boolean json;

    @Mixin
    private GatewayOption where = new GatewayOption();

    @Override
    public Integer call() throws BadConfig, IOException, LedgerUnavailable {
        Agreement read = GivenFile.read(draft, AgreementParser.LARGEST_BYTES, AgreementParser::parse);
        Instant from = LedgerFilters.moment(since);
        try (Gateway gateway = where.open()) {
            ReplayReport report = gateway.replay().run(Operator.name(), read, from);
            if (json) {
                JsonOut.write(out(), tree(read, from, report));
            } else {
                tell(read, from, report);
            }
            out().flush();
        }
        return 0;
    }

    private void tell(Agreement read, Instant from, ReplayReport report) {
        out().println("%s, version %s, against %s since %s:".formatted(read.name(), read.version().version(),
                Count.of(report.decisions(), "decision"), London.written(from)));
        out().println("  %d could be judged again, %d would have come out differently.".formatted(report.judged(),
                report.differences().size()));
        new TreeMap<>(report.lost()).forEach((reason, count) -> out()
                .println("  %d cannot be judged again: %s.".formatted(count, reason.words())));
        report.differences().forEach(this::tell);
    }

    private void tell(Difference difference) {
        out().println();
        out().println("%s, attempt %d, %s, %s (entry %d)".formatted(difference.transfer(), difference.attempt(),
                difference.agency(), London.written(difference.at()), difference.entry()));
        tell("was", difference.then(), difference.draft());
        tell("draft", difference.draft(), difference.then());
    }

    /// Only the reasons that the other judgement does not have.
    private void tell(String label, Judged judged, Judged other) {
        out().println("  %-6s %s".formatted(label, judged.outcome()));
        judged.reasons().stream().filter(reason -> !other.reasons().contains(reason)).forEach(reason -> {
            out().println("         %s %s [%s]".formatted(reason.step(), reason.code(), reason.clause()));
            out().println("         " + reason.text());
        });
    }

    private static Map<String, Object> tree(Agreement read, Instant from, ReplayReport report) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("agreement", read.version().agreement().value());
        tree.put("draft_version", read.version().version());
        tree.put("draft_sha256", read.textSha256());
        tree.put("since", from.toString());
        tree.put("decisions", report.decisions());
        tree.put("judged", report.judged());
        tree.put("lost", report.lost().entrySet().stream().collect(Collectors.toMap(lost -> lost.getKey().name(),
                Map.Entry::getValue, (one, _) -> one, TreeMap::new)));
        tree.put("differences", report.differences().stream().map(ReplayCommand::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(Difference difference) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("transfer", difference.transfer());
        tree.put("attempt", difference.attempt());
        tree.put("entry", difference.entry());
        tree.put("at", difference.at().toString());
        tree.put("agency", difference.agency());
        tree.put("then", tree(difference.then()));
        tree.put("draft", tree(difference.draft()));
        return tree;
    }

    private static Map<String, Object> tree(Judged judged) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("outcome", judged.outcome());
        tree.put("findings", judged.reasons().stream().map(ReplayCommand::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(Reason reason) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("step", reason.step());
        tree.put("code", reason.code());
        tree.put("clause", reason.clause());
        tree.put("text", reason.text());
        return tree;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
