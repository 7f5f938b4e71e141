// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.casegate.ops.Gateway;
import org.casegate.ops.KeyFiles;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.Operator;
import org.casegate.ops.console.Stop;
import org.casegate.policy.intake.DecisionTrail;
import org.casegate.policy.ledger.EntryView;
import org.casegate.policy.ledger.LedgerQueries;
import org.casegate.policy.ledger.LedgerQuery;
import org.casegate.policy.ledger.LedgerUnavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Reads, verifies and witnesses the ledger. Whoever lists entries leaves one that says so.
@Command(name = "ledger", mixinStandardHelpOptions = true, subcommands = {ExportTilesCommand.class,
        VerifyCommand.class, WitnessCommand.class,
        RestoredCommand.class,
        LedgerExportCommand.class}, header = "Read and verify the ledger.", description = "Every decision, release and destruction has its entry. Reading leaves an entry too (QUERIED); verifying does not.", footer = {
                "", "Example:",
                "  casegate ledger list --kind REFUSED --since 2026-05-01 --config ~/.casegate/demo/casegate.yaml"})
public final class LedgerCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", mixinStandardHelpOptions = true, header = "List entries, newest first.", footer = {"",
            "Example:", "  casegate ledger list --case SSCB-RR-2026-014 --json"})
    int list(@Mixin GatewayOption where,
            @Mixin LedgerFilters filters,
            @Option(names = "--before", paramLabel = "INDEX", description = "the page after the one that ended with this index") Optional<Long> before,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "1 to 500, usually ${DEFAULT-VALUE}") int limit,
            @Option(names = "--json", description = "one array on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        if (limit < 1 || limit > LedgerQuery.MAX_LIMIT) {
            throw Stop.badInput("--limit is %d; accepted is 1 to %d".formatted(limit, LedgerQuery.MAX_LIMIT));
        }
        LedgerQuery query = filters.query(before.map(OptionalLong::of).orElse(OptionalLong.empty()), limit);
        try (Gateway gateway = where.open()) {
            List<EntryView> entries = gateway.queries().run(Operator.name(), Optional.empty(), query);
            if (json) {
                EntryText.json(out(), entries);
            } else if (entries.isEmpty()) {
                out().println("No entry matches.");
            } else {
                EntryText.table(out(), entries);
            }
            out().flush();
        }
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, header = "Show one entry; of a decision, how it came about.", description = "A decision is taken again by the register and the agreement of its day, from what survives: each check with its clause and answer.", footer = {
            "", "Example:",
            "  casegate ledger show 12"})
    int show(@Mixin GatewayOption where,
            @Parameters(paramLabel = "INDEX", description = "the entry's index, from 0") long index,
            @Option(names = "--json", description = "one object on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            LedgerQuery query = LedgerQuery.all().before(index + 1).atMost(1);
            EntryView entry = gateway.queries().run(Operator.name(), Optional.empty(), query).stream()
                    .filter(found -> found.index() == index).findFirst()
                    .orElseThrow(() -> Stop.answerIsNo("the ledger has no entry " + index));
            Optional<DecisionTrail> decision = gateway.replay().decision(index);
            if (json) {
                EntryText.json(out(), entry, decision);
            } else {
                EntryText.whole(out(), entry);
                decision.ifPresent(trail -> TrailText.print(out(), trail));
            }
            out().flush();
        }
        return 0;
    }

    @Command(name = "count", mixinStandardHelpOptions = true, header = "Count entries, by month and kind.", footer = {
            "",
            "Example:", "  casegate ledger count --agency staffordshire-police --since 2026-01-01"})
    int count(@Mixin GatewayOption where, @Mixin LedgerFilters filters,
            @Option(names = "--json", description = "one array on standard output: month, kind, n") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            LedgerQueries.Counts counts = gateway.queries().count(Operator.name(), Optional.empty(), filters.query());
            if (json) {
                EntryText.json(out(), counts);
            } else {
                EntryText.table(out(), counts);
            }
            out().flush();
        }
        return 0;
    }

    @Command(name = "vkey", mixinStandardHelpOptions = true, header = "Print the key that verifies the ledger's checkpoints.", footer = {
            "", "Example:", "  casegate ledger vkey > partnership.vkey"})
    int vkey(@Mixin GatewayOption where) throws BadConfig, IOException {
        out().println(KeyFiles.verifier(where.config()));
        out().flush();
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
