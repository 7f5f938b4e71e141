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
import org.casegate.ops.console.Count;
import org.casegate.ops.console.JsonOut;
import org.casegate.ops.console.Stop;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.RetentionClass;
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
@Command(name = "retention", mixinStandardHelpOptions = true, header = "See and set how long the gateway keeps its copies.", description = "Keeping less long holds at once, for what is here already too. Keeping longer amends the agreement and waits until it is approved.", footer = {
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

    @Command(name = "set", mixinStandardHelpOptions = true, header = "Keep a class less long, or ask to keep it longer.", description = "Less long holds at once: copies that are older than the new period are destroyed within a minute by a gateway that runs, or by `retention run`. Longer amends the agreement: it waits for the approvals that the agreement asks for (`casegate approval list`) and is for copies that come after the last one.", footer = {
            "", "Exit status 1 if it is refused.", "", "Examples:",
            "  casegate retention set staffordshire case-pack P30D",
            "  casegate retention set wirral WI-INDEF INDEFINITE --trigger RECEIVED --action REVIEW --review-every P12M --reason 'Kept for the inquiry'"})
    int set(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "AGREEMENT", description = "such as staffordshire") String agreement,
            @Parameters(paramLabel = "CLASS", description = "such as case-pack") String retentionClass,
            @Parameters(paramLabel = "PERIOD", description = "such as P30D, P6M or P1Y; or INDEFINITE") String period,
            @Option(names = "--trigger", paramLabel = "EVENT", description = "what the period counts from: ${COMPLETION-CANDIDATES}; needed for a new class") Optional<RetentionClass.Trigger> trigger,
            @Option(names = "--action", paramLabel = "ACTION", description = "what happens at its end: ${COMPLETION-CANDIDATES}; needed for a new class") Optional<RetentionClass.Action> action,
            @Option(names = "--owner", paramLabel = "ROLE", description = "whose schedule it is") Optional<String> owner,
            @Option(names = "--reason", paramLabel = "TEXT", description = "why so long; needed for INDEFINITE") Optional<String> reason,
            @Option(names = "--review-every", paramLabel = "PERIOD", description = "how often keeping on is decided; needed for INDEFINITE") Optional<String> review)
            throws BadConfig, IOException, LedgerUnavailable {
        Optional<Period> wanted = period.equals("INDEFINITE") ? Optional.empty() : Optional.of(parsed(period));
        Optional<Period> every = review.map(RetentionCommand::parsed);
        AgreementId id = badInputUnless(() -> new AgreementId(agreement));
        RetentionClassId className = badInputUnless(() -> new RetentionClassId(retentionClass));
        try (Gateway gateway = where.open()) {
            Actor actor = signIn.actor(gateway);
            RetentionSchedule schedule = gateway.retention();
            RetentionClass shall = trigger.isPresent() && action.isPresent()
                    ? new RetentionClass(className, trigger.get(), wanted, action.get(), owner, reason, every)
                    : changed(schedule.find(id, className), wanted, action, owner, reason, every);
            RetentionSchedule.Set set = schedule.set(actor, id, shall);
            out().println(sentence(set, className, id, period));
            out().flush();
        } catch (RetentionRefused refused) {
            throw Stop.answerIsNo(refused.sentence());
        }
        return 0;
    }

    private static RetentionClass changed(RetentionClass before, Optional<Period> period,
            Optional<RetentionClass.Action> action, Optional<String> owner, Optional<String> reason,
            Optional<Period> review) {
        return new RetentionClass(before.id(), before.trigger(), period, action.orElse(before.action()),
                owner.or(before::owner), reason.or(before::reason), review.or(before::reviewEvery));
    }

    private static String sentence(RetentionSchedule.Set set, RetentionClassId className, AgreementId id,
            String period) {
        if (set.proposal().isPresent()) {
            return "Keeping %s of %s for %s amends the agreement: it waits for approval as proposal %d."
                    .formatted(className, id, period, set.proposal().get());
        }
        return set.index()
                .map(index -> "%s of %s is kept for %s from now on (ledger entry %d); of what is here, %s earlier."
                        .formatted(className, id, period, index,
                                set.parts() == 1 ? "1 part ends" : set.parts() + " parts end"))
                .orElse("It is kept for %s already.".formatted(period));
    }

    @Command(name = "run", mixinStandardHelpOptions = true, header = "Destroy what is due, now.", description = "A gateway that runs does this every minute by itself.", footer = {
            "", "Example:", "  casegate retention run"})
    int run(@Mixin GatewayOption where) throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            DestructionRun.Destroyed destroyed = gateway.destruction().run();
            out().println(destroyed.parts() == 0
                    ? "Nothing is due."
                    : "Destroyed %s of %s.".formatted(Count.of(destroyed.parts(), "part"),
                            Count.of(destroyed.packs(), "pack")));
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
