// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.config.Config;
import org.casegate.ops.console.Log;
import org.casegate.ops.console.Stopping;
import org.casegate.policy.ledger.LedgerUnavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Runs a gateway until it is told to stop.
@Command(name = "serve", mixinStandardHelpOptions = true, header = "Run a gateway.", description = "Listens for senders by SFTP, for recipients and auditors in the portal, and for administrators on a port of its own, until it is stopped (Ctrl-C or SIGTERM).", footer = {
        "", "Example:", "  casegate serve --config /etc/casegate/casegate.yaml"})
public final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final GatewayOption gateway = new GatewayOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws BadConfig, IOException, LedgerUnavailable, InterruptedException {
        Config config = gateway.config();
        Log.into(config.log());
        try (Stopping stopping = Stopping.onSignal();
                Gateway running = Gateway.open(config, GatewayOption.clock(config))) {
            running.listen();
            spec.commandLine().getOut()
                    .println("CaseGate is listening: SFTP on port %d, portal on %d, administration on %d."
                            .formatted(config.sftp().port(), config.web().port(), config.web().adminPort()));
            spec.commandLine().getOut().flush();
            stopping.await();
        }
        return 0;
    }
}
