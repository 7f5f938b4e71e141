// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.config.Config;
import org.casegate.ops.config.ConfigFile;
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

    /// The file of `serve --config FILE`, as services are started: read without the library of the command line, which is as long
    /// in loading as all else that comes before the database.
    ///
    /// @return nothing where anything else is asked for
    public static Optional<Path> asService(List<String> arguments) {
        return arguments.size() == 3 && arguments.getFirst().equals("serve") && arguments.get(1).equals("--config")
                ? Optional.of(Path.of(arguments.getLast()))
                : Optional.empty();
    }

    @Override
    public Integer call() throws BadConfig, IOException, LedgerUnavailable, InterruptedException {
        return serve(gateway.config(), spec.commandLine().getOut());
    }

    /// Runs the gateway of that file until it is told to stop.
    public static int serve(Path file, PrintWriter out)
            throws BadConfig, IOException, LedgerUnavailable, InterruptedException {
        return serve(ConfigFile.read(file, System.getenv()), out);
    }

    private static int serve(Config config, PrintWriter out)
            throws IOException, LedgerUnavailable, InterruptedException {
        Log.into(config.log());
        try (Stopping stopping = Stopping.onSignal();
                Gateway running = Gateway.open(config, GatewayOption.clock(config))) {
            running.listen();
            out.println("CaseGate is listening: SFTP on port %d, portal on %d, administration on %d."
                    .formatted(config.sftp().port(), config.web().port(), config.web().adminPort()));
            out.flush();
            stopping.await();
        }
        return 0;
    }
}
