// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.Operator;
import org.casegate.ops.console.Stop;
import org.casegate.policy.ledger.ExportRefused;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.TileExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes the ledger into a directory that anybody can verify.
@Command(name = "export-tiles", mixinStandardHelpOptions = true, header = "Write the ledger into a directory, to be verified elsewhere.", description = {
        "Checkpoint, hash tiles and entries as C2SP tlog-tiles. Can be repeated: what is there is extended, and refused if it is not an earlier part of this ledger.",
        "The entries hold no case text, but which agency sent what and when: give the directory to auditors only."}, footer = {
                "", "Exit status 1 if the directory holds something else.", "", "Example:",
                "  casegate ledger export-tiles /media/audit/ledger"})
public final class ExportTilesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GatewayOption where = new GatewayOption();

    @Parameters(paramLabel = "DIR", description = "made if need be")
    private Path directory = Path.of("");

    @Override
    public Integer call() throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            TileExport.Exported exported = new TileExport(gateway.ledger()).write(Operator.name(), directory);
            PrintWriter out = spec.commandLine().getOut();
            out.println("%s holds %d entries now, %d of them new; the checkpoint lies beside them."
                    .formatted(directory, exported.size(), exported.size() - exported.before()));
            out.flush();
            return 0;
        } catch (ExportRefused refused) {
            throw Stop.answerIsNo(String.valueOf(refused.getMessage()));
        }
    }
}
