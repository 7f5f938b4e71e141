// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.Count;
import org.casegate.ops.console.JsonOut;
import org.casegate.ops.console.Stop;
import org.casegate.policy.clock.London;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.intake.OpenedPart;
import org.casegate.policy.intake.Reason;
import org.casegate.policy.intake.Transfer;
import org.casegate.policy.intake.TransferLine;
import org.casegate.policy.intake.TransferRefusal;
import org.casegate.policy.intake.Withdrawn;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/// What was sent by way of this gateway.
@Command(name = "pack", mixinStandardHelpOptions = true, header = "See what was sent, and take a pack back.", description = "Ids, codes, times and sizes: no name, no case and no content is shown here.", footer = {
        "", "Example:",
        "  casegate pack withdraw ST-2026-000123 --reason 'Sent for the wrong child' --as sp-review-officer"})
public final class PackCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", mixinStandardHelpOptions = true, header = "List transfers, the newest first.", footer = {"",
            "Example:", "  casegate pack list --as sp-review-officer"})
    int list(@Mixin GatewayOption where, @Mixin SignInOption as,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "1 to 500, usually ${DEFAULT-VALUE}") int limit,
            @Option(names = "--json", description = "one array on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        if (limit < 1 || limit > 500) {
            throw Stop.badInput("--limit is %d; accepted is 1 to 500".formatted(limit));
        }
        try (Gateway gateway = where.open()) {
            List<TransferLine> lines = gateway.transfers().list(agency(as, gateway), limit);
            if (json) {
                try (JsonGenerator array = JsonOut.to(out())) {
                    array.writeStartArray();
                    lines.forEach(line -> {
                        array.writeStartObject();
                        json(array, line);
                        array.writeEndObject();
                    });
                    array.writeEndArray();
                }
                out().println();
            } else if (lines.isEmpty()) {
                out().println("Nothing was sent.");
            } else {
                lines.forEach(line -> out().println(text(line)));
            }
            out().flush();
        }
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, header = "Show one transfer: its judgements, and who has opened what.", footer = {
            "", "Example:", "  casegate pack show ST-2026-000123"})
    int show(@Mixin GatewayOption where, @Mixin SignInOption as,
            @Parameters(paramLabel = "TRANSFER", description = "its id, from a receipt or `pack list`") String transfer,
            @Option(names = "--json", description = "one object on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            Transfer found = gateway.transfers().show(transfer, agency(as, gateway))
                    .orElseThrow(() -> Stop.answerIsNo("there is no transfer " + transfer));
            if (json) {
                json(found);
            } else {
                print(found);
            }
            out().flush();
        }
        return 0;
    }

    @Command(name = "withdraw", mixinStandardHelpOptions = true, header = "Take a pack back.", description = "Nobody can open it from now on, downloads that run are cut, and the keys of its content are destroyed. It prints who had opened what. Over SFTP the same is done by putting withdraw.yaml (reason: ...) beside the receipt.", footer = {
            "", "Exit status 1 if there is no such pack to withdraw.", "", "Example:",
            "  casegate pack withdraw ST-2026-000123 --reason 'Sent for the wrong child' --as sp-review-officer"})
    int withdraw(@Mixin GatewayOption where, @Mixin SignInOption as,
            @Parameters(paramLabel = "TRANSFER", description = "its id, from a receipt or `pack list`") String transfer,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; kept sealed beside the entry") String reason)
            throws BadConfig, IOException, LedgerUnavailable {
        Reason why = ReasonOption.parse(reason);
        try (Gateway gateway = where.open()) {
            Withdrawn withdrawn = gateway.withdrawals().withdraw(as.signIn(gateway, Role.SENDER), transfer, why);
            withdrawn.sentences().forEach(out()::println);
            out().println("Ledger entry " + withdrawn.entry() + ".");
            out().flush();
        } catch (TransferRefusal refusal) {
            throw Stop.answerIsNo(refusal.sentence());
        }
        return 0;
    }

    /// An account sees what its agency sent; the machine's user, who is a system administrator, sees every transfer.
    private static Optional<AgencyId> agency(SignInOption as, Gateway gateway) {
        Actor actor = as.actor(gateway);
        if (actor.who().isPresent() && !actor.has(Role.SENDER)) {
            throw Stop.answerIsNo(actor.name() + " has none of the roles that may do this: SENDER");
        }
        return actor.who().map(Authenticated::agency);
    }

    private static String text(TransferLine line) {
        return "%s  %-9s  since %s  %s (%s)  %s, %d bytes".formatted(line.transfer(), line.state(),
                London.written(line.since()), line.agency(), line.account(), Count.of(line.parts(), "part"),
                line.octets());
    }

    private void print(Transfer found) {
        out().println(text(found.line()));
        found.judged().forEach(judged -> out().println("  attempt %d  %-8s  %s  ledger entry %d".formatted(
                judged.attempt(), judged.outcome(), London.written(judged.at()), judged.entry())));
        if (!found.recipients().isEmpty()) {
            out().println("  recipients  "
                    + found.recipients().stream().map(AccountId::value).collect(Collectors.joining(", ")));
        }
        found.opened().forEach(opened -> out().println("  opened      part %d by %s (%s) at %s, ledger entry %d"
                .formatted(opened.part(), opened.account(), opened.agency(), London.written(opened.at()),
                        opened.entry())));
        found.sentences().forEach(sentence -> out().println("  " + sentence));
    }

    private void json(Transfer found) {
        try (JsonGenerator json = JsonOut.to(out())) {
            json.writeStartObject();
            json(json, found.line());
            json.writeArrayPropertyStart("judged");
            for (Transfer.Judged judged : found.judged()) {
                json.writeStartObject();
                json.writeNumberProperty("attempt", judged.attempt());
                json.writeStringProperty("outcome", judged.outcome());
                json.writeStringProperty("at", judged.at().toString());
                json.writeNumberProperty("ledger_index", judged.entry());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("recipients");
            found.recipients().forEach(account -> json.writeString(account.value()));
            json.writeEndArray();
            json.writeArrayPropertyStart("opened");
            for (OpenedPart opened : found.opened()) {
                json.writeStartObject();
                json.writeNumberProperty("part", opened.part());
                json.writeStringProperty("account", opened.account().value());
                json.writeStringProperty("agency", opened.agency().value());
                json.writeStringProperty("at", opened.at().toString());
                json.writeNumberProperty("ledger_index", opened.entry());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("since_judged");
            found.sentences().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        out().println();
    }

    private static void json(JsonGenerator json, TransferLine line) {
        json.writeStringProperty("transfer", line.transfer());
        json.writeStringProperty("agreement", line.agreement().value());
        json.writeStringProperty("agency", line.agency().value());
        json.writeStringProperty("account", line.account().value());
        json.writeStringProperty("state", line.state());
        json.writeStringProperty("since", line.since().toString());
        json.writeNumberProperty("parts", line.parts());
        json.writeNumberProperty("octets", line.octets());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
