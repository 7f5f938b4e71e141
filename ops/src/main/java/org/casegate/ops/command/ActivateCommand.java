// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.GivenFile;
import org.casegate.ops.console.Stop;
import org.casegate.policy.agreement.AgreementParser;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.amendment.AmendmentRefused;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.AgreementId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Asks that a text of an agreement be put in force.
@Command(name = "activate", mixinStandardHelpOptions = true, header = "Ask that a version of an agreement be put in force.", description = "The text is kept by its SHA-256 and judges nothing until everybody whom the agreement asks has approved it (`casegate approval`); then every node judges by it at once. Texts that were in force stay, so that old decisions can be explained.", footer = {
        "", "Exit status 0 also where it waits for approval.", "", "Examples:",
        "  casegate agreement activate staffordshire-1.2.yaml --as scc-business-manager",
        "  casegate agreement activate staffordshire"})
final class ActivateCommand implements Callable<Integer> {
    @Mixin
    private final GatewayOption where = new GatewayOption();

    @Mixin
    private final SignInOption signIn = new SignInOption();

    @Parameters(paramLabel = "FILE|ID", description = "an agreement's file, or the id of one that ships with the gateway")
    private String which = "";

    @Option(names = "--json", description = "one object on standard output")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws BadConfig, IOException, LedgerUnavailable {
        byte[] text = text();
        try (Gateway gateway = where.open()) {
            var done = gateway.amendments().activate(Administrator.of(gateway, signIn), text);
            if (json) {
                ChangeText.json(out(), done);
            } else {
                ChangeText.done(out(), done);
            }
            out().flush();
        } catch (AmendmentRefused refused) {
            throw Stop.badInput(refused.sentence());
        }
        return 0;
    }

    private byte[] text() {
        Path file = Path.of(which);
        return Files.exists(file)
                ? GivenFile.octets(file, AgreementParser.LARGEST_BYTES)
                : AgreementId.parse(which).flatMap(Agreements.bundled()::find).map(known -> known.text().octets())
                        .orElseThrow(() -> Stop.badInput(
                                "`%s` is no file and no agreement that ships with the gateway".formatted(which)));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
