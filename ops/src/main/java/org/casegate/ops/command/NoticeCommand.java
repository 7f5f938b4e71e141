// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.JsonOut;
import org.casegate.ops.console.Operator;
import org.casegate.ops.console.Stop;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.mail.BounceReport;
import org.casegate.policy.mail.Mailbox;
import org.casegate.policy.mail.RelayAnswer;
import org.casegate.policy.notice.Addressee;
import org.casegate.policy.notice.Delivery;
import org.casegate.policy.notice.Notice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/// Who was told by mail, and who was not.
@Command(name = "notice", mixinStandardHelpOptions = true, header = "See which notices went out by mail, and try again.", description = "A notice names an agency, a case's reference and a link. These commands show neither addresses nor cases; what the relay answered stands in the ledger too (NOTIFIED).", footer = {
        "", "Example:", "  casegate notice list --state NOT_DELIVERED"})
public final class NoticeCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", mixinStandardHelpOptions = true, header = "List notices, the newest first.", description = "Those of the last thirty days, and all that still wait.", footer = {
            "", "Example:", "  casegate notice list --json"})
    int list(@Mixin GatewayOption where,
            @Option(names = "--state", paramLabel = "STATE", description = "QUEUED, TAKEN or NOT_DELIVERED") Optional<Notice.State> state,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "1 to 10000, usually ${DEFAULT-VALUE}") int limit,
            @Option(names = "--json", description = "one array on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        if (limit < 1 || limit > 10_000) {
            throw Stop.badInput("--limit is %d; accepted is 1 to 10000".formatted(limit));
        }
        try (Gateway gateway = where.open()) {
            List<Notice> notices = gateway.post().board().newest(state, limit);
            if (json) {
                json(notices);
            } else if (notices.isEmpty()) {
                out().println("No notice.");
            } else {
                notices.forEach(notice -> out().println(line(notice)));
            }
            out().flush();
        }
        return 0;
    }

    private static String line(Notice notice) {
        return "%s  %-13s  %-16s  %-34s  %2d  %s".formatted(notice.queuedAt(), notice.state(), notice.kind(),
                to(notice), notice.attempts(), notice.lastAnswer().orElse("-"));
    }

    private static String to(Notice notice) {
        return switch (notice.to()) {
            case Addressee.Holder(var account) -> account.value();
            case Addressee.Spoc(var agency) -> "SPoC of " + agency.value();
        };
    }

    private void json(List<Notice> notices) {
        try (JsonGenerator json = JsonOut.to(out())) {
            json.writeStartArray();
            for (Notice notice : notices) {
                json.writeStartObject();
                json.writeStringProperty("id", notice.id().toString());
                json.writeStringProperty("kind", notice.kind().name());
                json.writeStringProperty("agreement", notice.matter().agreement().value());
                switch (notice.to()) {
                    case Addressee.Holder(var account) -> json.writeStringProperty("account", account.value());
                    case Addressee.Spoc(var agency) -> json.writeStringProperty("spoc_of", agency.value());
                }
                json.writeStringProperty("state", notice.state().name());
                json.writeStringProperty("queued_at", notice.queuedAt().toString());
                json.writeNumberProperty("attempts", notice.attempts());
                json.writeStringProperty("answer", notice.lastAnswer().orElse(null));
                if (notice.state() == Notice.State.QUEUED) {
                    json.writeStringProperty("due_at", notice.dueAt().toString());
                }
                notice.entry().ifPresent(index -> json.writeNumberProperty("ledger_index", index));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        out().println();
    }

    @Command(name = "retry", mixinStandardHelpOptions = true, header = "Try again what was not delivered, and at once what waits.", description = "A gateway that runs sends within seconds.", footer = {
            "", "Example:", "  casegate notice retry"})
    int retry(@Mixin GatewayOption where) throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            out().println("%d queued again.".formatted(gateway.post().board().retry(Operator.name())));
            out().flush();
        }
        return 0;
    }

    @Command(name = "test", mixinStandardHelpOptions = true, header = "Send one mail about nothing through the relay, and say what it answered.", footer = {
            "", "Exit status 1 if the relay did not take it.", "", "Example:",
            "  casegate notice test postmaster@partnership.example"})
    int test(@Mixin GatewayOption where,
            @Parameters(paramLabel = "ADDRESS", description = "where to") String address)
            throws BadConfig, IOException, LedgerUnavailable {
        Mailbox to = Mailbox.parse(address)
                .orElseThrow(() -> Stop.badInput("`%s` is not an address that mail can be sent to".formatted(address)));
        try (Gateway gateway = where.open()) {
            RelayAnswer answer = delivery(gateway).test(to);
            out().println("%s: %s".formatted(
                    answer.getClass().getSimpleName().toLowerCase(Locale.ROOT), answer.said()));
            out().flush();
            return answer instanceof RelayAnswer.Taken ? 0 : Stop.ANSWER_IS_NO;
        }
    }

    private static Delivery delivery(Gateway gateway) throws IOException {
        return gateway.post().delivery()
                .orElseThrow(() -> Stop.badInput("no mail relay is configured: give `mail.relay` in casegate.yaml"));
    }

    @Command(name = "bounced", mixinStandardHelpOptions = true, header = "Read reports of mail that could not be delivered.", description = "Each file is one mail that came back to the gateway's own address (RFC 3464), as a mailbox in Maildir form keeps them. The notices that they name then stand as not delivered; files that are no such report are passed over.", footer = {
            "", "Example:", "  casegate notice bounced /var/mail/casegate/new/*"})
    int bounced(@Mixin GatewayOption where, @Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files)
            throws BadConfig, IOException, LedgerUnavailable {
        int found = 0;
        try (Gateway gateway = where.open()) {
            for (Path file : files) {
                if (!Files.isRegularFile(file)) {
                    throw Stop.badInput("%s is not a file".formatted(file));
                }
                Optional<BounceReport> report = BounceReport.read(file);
                if (report.isPresent() && gateway.post().board().bounced(report.get(), Operator.name())) {
                    found++;
                }
            }
        }
        out().println("%d of %d files report a notice that was not delivered.".formatted(found, files.size()));
        out().flush();
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
