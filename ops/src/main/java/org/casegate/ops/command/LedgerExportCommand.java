// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Json;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.Operator;
import org.casegate.ops.console.Stop;
import org.casegate.policy.ledger.ExportForm;
import org.casegate.policy.ledger.LedgerUnavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes the entries that fit into a file.
@Command(name = "export", mixinStandardHelpOptions = true, header = "Write entries into a file, each with its proof.", description = {
        "As CSV, for a spreadsheet; or, where the file's name ends with .jsonl, as JSON Lines: the entry as it stands in the ledger and its proof (C2SP tlog-proof), which anybody can check with the log's key.",
        "It holds no case reference: what is carried away cannot be erased."}, footer = {"", "Example:",
                "  casegate ledger export refusals.jsonl --kind REFUSED --since 2026-01-01"})
public final class LedgerExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GatewayOption where = new GatewayOption();

    @Mixin
    private LedgerFilters filters = new LedgerFilters();

    @Parameters(paramLabel = "FILE", description = "must not be there yet; ends with .csv or .jsonl")
    private Path file = Path.of("");

    @Option(names = "--json", description = "{file, entries}")
    private boolean json;

    @Override
    public Integer call() throws BadConfig, IOException, LedgerUnavailable {
        String name = String.valueOf(file.getFileName());
        ExportForm form = Arrays.stream(ExportForm.values()).filter(each -> name.endsWith(each.ending())).findFirst()
                .orElseThrow(() -> Stop.badInput(file + " ends with neither .csv nor .jsonl"));
        if (Files.exists(file)) {
            throw Stop.badInput(file + " is there already");
        }
        try (Gateway gateway = where.open(); Writer writer = create()) {
            writer.write(form.heading());
            long entries = gateway.queries().export(Operator.name(), Optional.empty(), filters.query())
                    .to((entry, proof) -> writer.write(form.line(entry, proof)));
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? done(entries) : file + " holds " + entries + " entries.");
            out.flush();
        }
        return 0;
    }

    private String done(long entries) {
        return new String(CanonicalJson.encode(Json.Members.of(
                Map.of("file", new Json.Text(file.toString()), "entries", new Json.Whole(entries)))), UTF_8);
    }

    private Writer create() throws IOException {
        return new BufferedWriter(Channels.newWriter(Files.newByteChannel(file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))), UTF_8));
    }
}
