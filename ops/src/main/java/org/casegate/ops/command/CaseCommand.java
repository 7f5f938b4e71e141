// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.GivenFile;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.meeting.CaseFile;
import org.casegate.policy.meeting.Proposal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Opens, amends, shows and closes cases, for a convener.
@Command(name = "case", mixinStandardHelpOptions = true, header = "Open and close cases, as a convener.", description = {
        "A case says once what every pack of it shares: purpose, legal basis, who may send, whom it is for and why each needs it. A sender's manifest may leave that out, or say the same; it overrides nothing.",
        "Words about a case stand in a file, never on the command line, where others on the machine can read them."}, footer = {
                "", "Example:",
                "  casegate case open case.yaml --as scc-convener", "",
                "A case.yaml; what is not settled is left to each sender:", "  case: 1",
                "  agreement: staffordshire", "  case_ref: SSCB-RR-2026-014", "  purpose: RAPID-REVIEW",
                "  senders: [staffordshire-police, university-hospitals-of-north-midlands-nhs-trust]",
                "  recipients:",
                "    - { agency: staffordshire-county-council, account: scc-safeguarding-lead, why_needed: Chairs the review }",
                "  meetings: [{ meeting_ref: SSCB-MTG-2026-031, meeting_at: 2026-05-12T10:00:00+01:00 }]",
                "  art6: e", "  legal_gateway: [CHILDREN-ACT-1989-AND-2004]", "  retention_class: case-pack",
                "Further keys, as in a manifest: purpose_statement, additional_justification, regime, phase,",
                "external_ref, art9, dpa_condition, no_consent_reason, legal_gateway_other, confidentiality_basis,",
                "reason; of a recipient role_in_case, unit, member_condition."})
public final class CaseCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "open", mixinStandardHelpOptions = true, header = "Open a case, with its meetings.", footer = {"",
            "Exit status 1 if it is refused.", "", "Example:",
            "  casegate case open case.yaml --as scc-convener"})
    int open(@Mixin GatewayOption where, @Mixin SignInOption who,
            @Parameters(paramLabel = "FILE", description = "the case, as YAML (/dev/stdin for a pipe); `casegate case --help` shows one") Path file)
            throws BadConfig, IOException, LedgerUnavailable {
        Proposal proposal = GivenFile.read(file, Proposal.LARGEST_BYTES, Proposal::parse);
        return Convener.acts(where, who, out(), "The case " + proposal.record().caseRef() + " is open",
                (gateway, actor) -> gateway.convening().open(actor, proposal));
    }

    @Command(name = "amend", mixinStandardHelpOptions = true, header = "Replace what a case settles: senders, recipients and why, legal basis.", description = "Purpose and meetings stay. Packs that were judged stay as they are.", footer = {
            "", "Exit status 1 if it is refused.", "", "Example:",
            "  casegate case amend case.yaml --as scc-convener"})
    int amend(@Mixin GatewayOption where, @Mixin SignInOption who,
            @Parameters(paramLabel = "FILE", description = "the whole case, as for `case open`") Path file)
            throws BadConfig, IOException, LedgerUnavailable {
        Proposal proposal = GivenFile.read(file, Proposal.LARGEST_BYTES, Proposal::parse);
        return Convener.acts(where, who, out(), "The case " + proposal.record().caseRef() + " is amended",
                (gateway, actor) -> gateway.convening().amend(actor, proposal));
    }

    @Command(name = "close", mixinStandardHelpOptions = true, header = "Close a case: nothing more is taken for it.", description = "What was accepted stays until its own date.", footer = {
            "", "Exit status 1 if it is refused.", "", "Example:",
            "  casegate case close staffordshire SSCB-RR-2026-014 --as scc-convener"})
    int close(@Mixin GatewayOption where, @Mixin SignInOption who, @Mixin CaseName name)
            throws BadConfig, IOException, LedgerUnavailable {
        return Convener.acts(where, who, out(), "The case " + name.ref() + " is closed",
                (gateway, actor) -> gateway.convening().close(actor, name.agreement(), name.ref()));
    }

    @Command(name = "show", mixinStandardHelpOptions = true, header = "Show what a case settles.", footer = {"",
            "Example:", "  casegate case show staffordshire SSCB-RR-2026-014 --as scc-convener"})
    int show(@Mixin GatewayOption where, @Mixin SignInOption who, @Mixin CaseName name,
            @Option(names = "--json", description = "one object on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        CaseFile file = Convener.asks(where, who,
                (gateway, actor) -> gateway.convening().find(actor, name.agreement(), name.ref()));
        if (json) {
            CaseText.json(out(), file);
        } else {
            CaseText.whole(out(), file);
        }
        out().flush();
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, header = "List the cases of every agreement that the account convenes for.", footer = {
            "", "Example:", "  casegate case list --as scc-convener --json"})
    int list(@Mixin GatewayOption where, @Mixin SignInOption who,
            @Option(names = "--json", description = "one array on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        List<CaseFile> cases = Convener.asks(where, who, (gateway, actor) -> gateway.convening().cases(actor));
        if (json) {
            CaseText.json(out(), cases);
        } else if (cases.isEmpty()) {
            out().println("No case is open.");
        } else {
            CaseText.table(out(), cases);
        }
        out().flush();
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
