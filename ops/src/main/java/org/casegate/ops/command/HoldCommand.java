// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.JsonOut;
import org.casegate.ops.console.Stop;
import org.casegate.policy.clock.London;
import org.casegate.policy.intake.HeldPack;
import org.casegate.policy.intake.HoldAnswer;
import org.casegate.policy.intake.Reason;
import org.casegate.policy.intake.TransferRefusal;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.AccountId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/// Packs that wait for somebody's decision.
@Command(name = "hold", mixinStandardHelpOptions = true, header = "See packs that are on hold, release them, refuse them.", description = "A pack on hold is seen by nobody. Everybody who was asked must release it; then it is judged again by today's register. One refusal ends it. Nobody decides on a pack that he sent himself, and a missed target time decides nothing.", footer = {
        "", "Example:",
        "  casegate hold release ST-2026-000123 --reason 'All five are siblings' --as sp-safeguarding-spoc"})
public final class HoldCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", mixinStandardHelpOptions = true, header = "List packs on hold, the first target time first.", footer = {
            "", "Example:", "  casegate hold list --json"})
    int list(@Mixin GatewayOption where,
            @Option(names = "--json", description = "one array on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            List<HeldPack> held = gateway.holds().list();
            Instant now = gateway.clock().instant();
            if (json) {
                json(held, now);
            } else if (held.isEmpty()) {
                out().println("Nothing is on hold.");
            } else {
                held.forEach(pack -> print(pack, now));
            }
            out().flush();
        }
        return 0;
    }

    private void print(HeldPack pack, Instant now) {
        out().println("%s  %s  from %s (%s)  since %s%s".formatted(pack.transfer(), pack.agreement(), pack.sender(),
                pack.account(), London.written(pack.since()), pack.overdue(now) ? "  OVERDUE" : ""));
        for (HeldPack.Asked asked : pack.asked()) {
            String about = asked.part().map(part -> " of part " + part).orElse("");
            String what = "  %s%s (%s): %s of %s".formatted(asked.code(), about, asked.clause(), asked.role(),
                    asked.agency());
            out().println(asked.answered()
                    .map(at -> what + " released it at " + London.written(at))
                    .orElseGet(() -> what + " decides by " + London.written(asked.by()) + "; may decide now: "
                            + deciders(asked)));
        }
    }

    private static String deciders(HeldPack.Asked asked) {
        return asked.deciders().isEmpty()
                ? "nobody, register an account with this role first"
                : asked.deciders().stream().map(AccountId::value).collect(Collectors.joining(", "));
    }

    private void json(List<HeldPack> held, Instant now) {
        try (JsonGenerator json = JsonOut.to(out())) {
            json.writeStartArray();
            for (HeldPack pack : held) {
                json.writeStartObject();
                json.writeStringProperty("id", pack.transfer());
                json.writeStringProperty("agreement", pack.agreement().value());
                json.writeStringProperty("agency", pack.sender().value());
                json.writeStringProperty("account", pack.account().value());
                json.writeStringProperty("since", pack.since().toString());
                json.writeStringProperty("by", pack.by().toString());
                json.writeBooleanProperty("overdue", pack.overdue(now));
                json.writeArrayPropertyStart("asked");
                pack.asked().forEach(asked -> json(json, asked));
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        out().println();
    }

    private static void json(JsonGenerator json, HeldPack.Asked asked) {
        json.writeStartObject();
        json.writeStringProperty("step", asked.step());
        json.writeStringProperty("code", asked.code());
        json.writeStringProperty("clause", asked.clause());
        asked.part().ifPresent(part -> json.writeNumberProperty("part", part));
        json.writeStringProperty("agency", asked.agency().value());
        json.writeStringProperty("role", asked.role().name());
        json.writeStringProperty("by", asked.by().toString());
        json.writeStringProperty("released_at", asked.answered().map(Instant::toString).orElse(null));
        json.writeArrayPropertyStart("deciders");
        asked.deciders().forEach(account -> json.writeString(account.value()));
        json.writeEndArray();
        json.writeEndObject();
    }

    @Command(name = "release", mixinStandardHelpOptions = true, header = "Let a pack go, as far as you were asked.", description = "When everybody who was asked has let it go, it is judged again by today's register: then its recipients can open it, or it is refused with what is wrong with it now.", footer = {
            "", "Exit status 1 if it is not yours to decide, or if it is refused now.", "", "Example:",
            "  casegate hold release ST-2026-000123 --reason 'All five are siblings' --as sp-safeguarding-spoc"})
    int release(@Mixin GatewayOption where, @Mixin SignInOption as,
            @Parameters(paramLabel = "ID", description = "the transfer's id, from `hold list`") String transfer,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; kept sealed beside the entry") String reason)
            throws BadConfig, IOException, LedgerUnavailable {
        Reason why = ReasonOption.parse(reason);
        try (Gateway gateway = where.open()) {
            return told(gateway.holds().release(as.signIn(gateway), transfer, why), transfer);
        } catch (TransferRefusal refusal) {
            throw Stop.answerIsNo(refusal.sentence());
        }
    }

    @Command(name = "refuse", mixinStandardHelpOptions = true, header = "End a pack that is on hold.", description = "The keys of its content are destroyed at once. The sender reads the reason in his receipt.", footer = {
            "", "Exit status 1 if it is not yours to decide.", "", "Example:",
            "  casegate hold refuse ST-2026-000123 --reason 'It names another family' --as sp-safeguarding-spoc"})
    int refuse(@Mixin GatewayOption where, @Mixin SignInOption as,
            @Parameters(paramLabel = "ID", description = "the transfer's id, from `hold list`") String transfer,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; the sender reads it, the entry never holds it") String reason)
            throws BadConfig, IOException, LedgerUnavailable {
        Reason why = ReasonOption.parse(reason);
        try (Gateway gateway = where.open()) {
            return told(gateway.holds().refuse(as.signIn(gateway), transfer, why), transfer);
        } catch (TransferRefusal refusal) {
            throw Stop.answerIsNo(refusal.sentence());
        }
    }

    private int told(HoldAnswer answer, String transfer) {
        String said = switch (answer.became()) {
            case WAITING -> "%s: recorded (ledger entry %d), and still on hold.";
            case ACCEPTED -> "%s: released and accepted (ledger entry %d).";
            case HELD -> "%s: released (ledger entry %d), but by today's register it is on hold again.";
            case REFUSED -> "%s: released (ledger entry %d), but by today's register it is refused.";
            case DECLINED -> "%s: refused (ledger entry %d).";
        };
        out().println(said.formatted(transfer, answer.entry()));
        answer.sentences().forEach(out()::println);
        out().flush();
        return answer.became() == HoldAnswer.Became.REFUSED ? Stop.ANSWER_IS_NO : 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
