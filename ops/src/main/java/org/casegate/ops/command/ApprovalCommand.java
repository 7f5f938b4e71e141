// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.Stop;
import org.casegate.policy.amendment.AmendmentRefused;
import org.casegate.policy.amendment.Proposal;
import org.casegate.policy.ledger.LedgerUnavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What waits for approval, and the approvals.
@Command(name = "approval", mixinStandardHelpOptions = true, header = "See, give and refuse approvals.", description = "A change that amends an agreement waits until everybody whom the agreement asks has approved it, and takes effect with the last approval. A body approves by an account of its own that has the role SPOC.", footer = {
        "", "Example:", "  casegate approval give 57 --as sp-spoc --document SP/2026/014"})
public final class ApprovalCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", mixinStandardHelpOptions = true, header = "List what waits, and for whom.", footer = {"",
            "Example:", "  casegate approval list --all --json"})
    int list(@Mixin GatewayOption where,
            @Option(names = "--all", description = "also what is in force, refused or overtaken") boolean all,
            @Option(names = "--json", description = "one array on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            List<Proposal> proposals = all ? gateway.amendments().all() : gateway.amendments().waiting();
            if (json) {
                ChangeText.json(out(), proposals);
            } else if (proposals.isEmpty()) {
                out().println("Nothing waits for approval.");
            } else {
                proposals.forEach(proposal -> ChangeText.proposal(out(), proposal));
            }
            out().flush();
        }
        return 0;
    }

    @Command(name = "give", mixinStandardHelpOptions = true, header = "Approve a proposal.", footer = {"",
            "Exit status 1 if the account may not, or has already.", "", "Example:",
            "  casegate approval give 57 --as ccc-spoc --document CCC/2026/014 --sha256 9f86...0a08"})
    int give(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "PROPOSAL", description = "its number, as `approval list` prints it") long proposal,
            @Option(names = "--document", paramLabel = "REF", description = "the reference of the document that carries the approval; never a name") Optional<String> document,
            @Option(names = "--sha256", paramLabel = "HEX", description = "of that document") Optional<String> sha256,
            @Option(names = "--json", description = "one object on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        if (sha256.isPresent() && document.isEmpty()) {
            throw Stop.badInput("--sha256 belongs to --document REF");
        }
        try (Gateway gateway = where.open()) {
            var done = gateway.amendments().approve(signIn.signIn(gateway), proposal,
                    document.map(reference -> new Proposal.Document(reference, sha256)));
            if (json) {
                ChangeText.json(out(), done);
            } else {
                out().println(done.inForce().isEmpty()
                        ? "Approved; it still waits for others."
                        : "Approved, and in force now:");
                ChangeText.done(out(), done);
            }
            out().flush();
        } catch (AmendmentRefused refused) {
            throw Stop.answerIsNo(refused.sentence());
        }
        return 0;
    }

    @Command(name = "refuse", mixinStandardHelpOptions = true, header = "Refuse a proposal, or take back one's own.", footer = {
            "", "Example:", "  casegate approval refuse 57 --as sp-spoc"})
    int refuse(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "PROPOSAL", description = "its number") long proposal)
            throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            long entry = gateway.amendments().refuse(signIn.actor(gateway), proposal);
            out().println("Proposal %d is ended (ledger entry %d).".formatted(proposal, entry));
            out().flush();
        } catch (AmendmentRefused refused) {
            throw Stop.answerIsNo(refused.sentence());
        }
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
