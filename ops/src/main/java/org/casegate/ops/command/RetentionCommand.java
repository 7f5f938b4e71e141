// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.JsonOut;
import org.casegate.ops.console.Operator;
import org.casegate.ops.console.Stop;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.RetentionClassId;
import org.casegate.policy.retention.DestructionRun;
import org.casegate.policy.retention.RetentionRefused;
import org.casegate.policy.retention.RetentionSchedule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/// How long the gateway keeps its copies.
@Command(name = "retention", mixinStandardHelpOptions = true, header = "See and set how long the gateway keeps its copies.", description = "Keeping less long holds at once, for what is here already too. Keeping longer amends the agreement and is refused until it is approved.", footer = {
        "", "Example:", "  casegate retention set staffordshire case-pack P30D"})
public final class RetentionCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", mixinStandardHelpOptions = true, header = "List the classes and their periods.", footer = {
            "", "Example:", "  casegate retention list --json"})
    int list(@Mixin GatewayOption where,
            @Option(names = "--json", description = "one array on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            List<RetentionSchedule.Line> classes = gateway.retention().classes();
            if (json) {
                json(classes);
            } else {
                classes.forEach(
                        line -> out()
                                .println(
                                        "%-14s  %-16s  %-10s  from %-11s  then %-7s  %s"
                                                .formatted(line.agreement(), line.retention().id(),
                                                        period(line), line.retention().trigger(),
                                                        line.retention().action(), line.retention().reason().orElse(""))
                                                .stripTrailing()));
            }
            out().flush();
        }
        return 0;
    }

    private void json(List<RetentionSchedule.Line> classes) {
        try (JsonGenerator json = JsonOut.to(out())) {
            json.writeStartArray();
            for (RetentionSchedule.Line line : classes) {
                json.writeStartObject();
                json.writeStringProperty("agreement", line.agreement().value());
                json.writeStringProperty("class", line.retention().id().value());
                json.writeStringProperty("period", period(line));
                json.writeStringProperty("trigger", line.retention().trigger().name());
                json.writeStringProperty("action", line.retention().action().name());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        out().println();
    }

    private static String period(RetentionSchedule.Line line) {
        return line.retention().period().map(Period::toString).orElse("INDEFINITE");
    }

    @Command(name = "set", mixinStandardHelpOptions = true, header = "Keep a class less long, from now on.", description = "Copies that are older than the new period are destroyed within a minute by a gateway that runs, or by `retention run`.", footer = {
            "", "Exit status 1 if it is refused.", "", "Example:",
            "  casegate retention set staffordshire case-pack P30D"})
    int set(@Mixin GatewayOption where,
            @Parameters(paramLabel = "AGREEMENT", description = "such as staffordshire") String agreement,
            @Parameters(paramLabel = "CLASS", description = "such as case-pack") String retentionClass,
            @Parameters(paramLabel = "PERIOD", description = "such as P30D, P6M or P1Y") String period)
            throws BadConfig, IOException, LedgerUnavailable {
        Period wanted = parsed(period);
        AgreementId id = badInputUnless(() -> new AgreementId(agreement));
        RetentionClassId className = badInputUnless(() -> new RetentionClassId(retentionClass));
        try (Gateway gateway = where.open()) {
            RetentionSchedule.Set set = gateway.retention().set(Operator.name(), Optional.empty(), id, className,
                    wanted);
            out().println(set.index()
                    .map(index -> "%s of %s is kept for %s from now on (ledger entry %d); %d parts here end earlier."
                            .formatted(className, id, wanted, index, set.parts()))
                    .orElse("It is kept for %s already.".formatted(wanted)));
            out().flush();
        } catch (RetentionRefused refused) {
            throw Stop.answerIsNo(refused.sentence());
        }
        return 0;
    }

    @Command(name = "run", mixinStandardHelpOptions = true, header = "Destroy what is due, now.", description = "A gateway that runs does this every minute by itself.", footer = {
            "", "Example:", "  casegate retention run"})
    int run(@Mixin GatewayOption where) throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            DestructionRun.Destroyed destroyed = gateway.destruction().run();
            out().println(destroyed.parts() == 0
                    ? "Nothing is due."
                    : "Destroyed %d parts of %d packs.".formatted(destroyed.parts(), destroyed.packs()));
            out().flush();
        }
        return 0;
    }

    private static Period parsed(String text) {
        try {
            return Period.parse(text);
        } catch (DateTimeParseException _) {
            throw Stop.badInput("`%s` is not a period; accepted is P30D, P6M or P1Y".formatted(text));
        }
    }

    private static <T> T badInputUnless(Supplier<T> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException unknown) {
            throw Stop.badInput(String.valueOf(unknown.getMessage()));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
