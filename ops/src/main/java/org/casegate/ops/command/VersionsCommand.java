// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Register;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Which texts of which agreements a gateway has.
@Command(name = "versions", mixinStandardHelpOptions = true, header = "List the texts that a gateway knows, and which are in force.", footer = {
        "", "Example:", "  casegate agreement versions"})
final class VersionsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GatewayOption where = new GatewayOption();

    @Override
    public Integer call() throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            Register register = gateway.directory().current();
            gateway.agreements().all().forEach(version -> {
                boolean named = register.agreement(version.agreement())
                        .filter(found -> found.state() == AgreementRegistration.State.ACTIVE)
                        .filter(_ -> gateway.agreements().find(version.agreement(), register).textSha256()
                                .equals(version.sha256()))
                        .isPresent();
                out().println("%-14s  %-8s  %s  %s".formatted(version.agreement(), version.version(), version.sha256(),
                        named ? "in force" : version.bundled() ? "ships with the gateway" : "kept").stripTrailing());
            });
            out().flush();
        }
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
