// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.GivenFile;
import org.casegate.ops.console.Stop;
import org.casegate.policy.amendment.AmendmentRefused;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterFacts;
import org.casegate.policy.register.RegisterFile;
import org.casegate.policy.register.RegisterParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The partnership as code: agencies, memberships, accounts and settings, in and out.
@Command(name = "register", mixinStandardHelpOptions = true, header = "Import, export and show the register.", description = "The register says who is in the partnership and on what terms. A file that is imported is the whole register: what it leaves out goes. Cases are not in it; their convener opens them (`casegate case`).", footer = {
        "", "Example:", "  casegate register import register.yaml --apply"})
public final class RegisterCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "import", mixinStandardHelpOptions = true, header = "Make the register what a file says.", description = "Without --apply nothing changes: each difference is printed, and whose approval it needs. With it, what is an operation takes effect at once, each change with its ledger entry; what amends an agreement becomes a proposal that waits.", footer = {
            "", "Examples:", "  casegate register import register.yaml",
            "  casegate register import register.yaml --apply --as scc-business-manager"})
    int load(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "FILE", description = "register.yaml, or the same as JSON (/dev/stdin for a pipe)") Path file,
            @Option(names = "--apply", description = "do it") boolean apply,
            @Option(names = "--json", description = "one object on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        RegisterFile read = GivenFile.read(file, RegisterParser.LARGEST_BYTES, RegisterParser::parse);
        try (Gateway gateway = where.open()) {
            remark(read);
            NamedCertificates certificates = new NamedCertificates(gateway, read.register(),
                    Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow());
            PrintWriter words = json ? new PrintWriter(Writer.nullWriter()) : out();
            if (apply) {
                Actor actor = Administrator.of(gateway, signIn);
                var done = gateway.amendments().ask(actor, _ -> certificates.known());
                if (json) {
                    ChangeText.json(out(), done);
                } else {
                    ChangeText.done(out(), done);
                }
                certificates.register(actor, words);
            } else {
                var plan = gateway.amendments().plan(certificates.known());
                if (json) {
                    ChangeText.json(out(), plan);
                } else {
                    ChangeText.plan(out(), plan);
                }
                certificates.print(words);
                words.println(plan.isEmpty() && certificates.isEmpty()
                        ? ""
                        : "Nothing has changed. Do it with --apply.");
            }
            out().flush();
        } catch (AmendmentRefused refused) {
            throw Stop.badInput(refused.sentence());
        }
        return 0;
    }

    /// A case opened by whoever imports a file would be opened by no convener.
    private void remark(RegisterFile file) {
        if (!file.cases().isEmpty()) {
            spec.commandLine().getErr().println(
                    "casegate: %d cases in the file are left out; their convener opens them with `casegate case open`"
                            .formatted(file.cases().size()));
        }
        if (!file.received().isEmpty()) {
            spec.commandLine().getErr().println("casegate: `received` is for dry runs and is left out");
        }
        spec.commandLine().getErr().flush();
    }

    @Command(name = "export", mixinStandardHelpOptions = true, header = "Print the register as register.yaml.", description = "Importing what was exported changes nothing. It holds no secret.", footer = {
            "", "Example:", "  casegate register export > register.yaml"})
    int export(@Mixin GatewayOption where) throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            out().print(yaml(gateway.directory().current()));
            out().flush();
        }
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, header = "Print what the register said at a moment.", footer = {
            "", "Exit status 1 if there was no register then.", "", "Example:",
            "  casegate register show --at 2026-05-06T09:00:00Z"})
    int show(@Mixin GatewayOption where,
            @Option(names = "--at", paramLabel = "INSTANT", description = "a moment, 2026-05-06T09:00:00Z; else now") Optional<String> at)
            throws BadConfig, IOException, LedgerUnavailable {
        Optional<Instant> moment = at.map(RegisterCommand::moment);
        try (Gateway gateway = where.open()) {
            Directory.Revision revision = gateway.directory().revisionAt(moment.orElse(gateway.clock().instant()))
                    .orElseThrow(() -> Stop.answerIsNo("there was no register then"));
            out().println("# Revision %d, since %s by %s (ledger entry %d)".formatted(revision.number(), revision.at(),
                    revision.actor(), revision.entry()));
            out().print(yaml(gateway.directory().at(revision.number())));
            out().flush();
        }
        return 0;
    }

    private static String yaml(Register register) {
        return RegisterFacts.yaml(new RegisterFile(register, List.of(), List.of()));
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw Stop.badInput("`%s` is not a moment; accepted is 2026-05-06T09:00:00Z".formatted(text));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
