// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.crypto.verify.Verification;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.Stop;
import org.casegate.policy.ledger.LedgerUnavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Verifies the ledger: from the gateway's database, or from what is published, without a gateway.
@Command(name = "verify", mixinStandardHelpOptions = true, header = "Verify the ledger, from the database or from outside.", description = {
        "Without --tiles: recomputes the whole ledger from the gateway's database. Each entry against its columns, its place and the one before, the root against every signed checkpoint, the counts by month, and every value that was not erased against its commitment. It is compared with all anchors, with what each witness saw last, and with the checkpoints that you bring: only these show a history that was rewritten as a whole and signed with the right key.",
        "With --tiles: needs no gateway, no database and no account, only what was published, the log's key, and the checkpoints that somebody kept. crypto/target/casegate-verify.jar is the same in one file, for anybody with a Java."}, footer = {
                "", "Exit status 1 if anything is wrong.", "", "Examples:", "  casegate ledger verify --json",
                "  casegate ledger verify --checkpoint kept/",
                "  casegate ledger verify --tiles ledger/ --vkey partnership.vkey --checkpoint kept/"})
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GatewayOption where = new GatewayOption();

    @Option(names = "--tiles", paramLabel = "DIR|URL", description = "what `casegate ledger export-tiles` wrote, or https://GATEWAY/ledger/")
    private Optional<String> tiles = Optional.empty();

    @Option(names = "--vkey", paramLabel = "KEY", description = "the log's verifier key, or a file that holds it; with a witness's key as well, some checkpoint must be cosigned by that witness; with the key of a log that ended before it (RESTORED), checkpoints of that one are compared too")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--checkpoint", paramLabel = "FILE", description = "a checkpoint that you kept, or a folder of them; may be repeated")
    private List<Path> checkpoints = new ArrayList<>();

    @Option(names = "--ca", paramLabel = "FILE", description = "the site's certificate authority in PEM, where it is not a public one")
    private Optional<Path> authority = Optional.empty();

    @Option(names = "--json", description = "{ok, size, root, checked, findings}")
    private boolean json;

    @Override
    public Integer call() throws BadConfig, IOException, LedgerUnavailable {
        LedgerReport report = tiles.isPresent() ? published(tiles.get()) : stored();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.lines().forEach(out::println);
        }
        out.flush();
        return report.ok() ? 0 : Stop.ANSWER_IS_NO;
    }

    private LedgerReport published(String place) {
        try {
            return new Verification(place, keys, checkpoints, authority).run();
        } catch (IllegalArgumentException bad) {
            throw Stop.badInput(String.valueOf(bad.getMessage()));
        } catch (IOException unreadable) {
            throw Stop.notReached("it cannot be read: " + unreadable.getMessage());
        }
    }

    private LedgerReport stored() throws BadConfig, IOException, LedgerUnavailable {
        if (!keys.isEmpty() || authority.isPresent()) {
            throw Stop.badInput("--vkey and --ca go with --tiles");
        }
        try (Gateway gateway = where.open()) {
            return gateway.audit(checkpoints.toArray(Path[]::new)).run();
        }
    }
}
