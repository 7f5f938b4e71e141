// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.casegate.ops.console.Count;
import org.casegate.ops.console.GivenFile;
import org.casegate.ops.console.JsonOut;
import org.casegate.ops.console.Stop;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.AgreementParser;
import org.casegate.policy.agreement.AgreementSchema;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.document.Complaint;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.explain.Explanation;
import org.casegate.policy.register.AgreementId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Agreements as text: what they say, whether a file is one, what a draft would change.
@Command(name = "agreement", mixinStandardHelpOptions = true, header = "Explain, check and try out agreements.", description = "An agreement is a file: every rule with the passage that it rests on. The ones that ship go by their names, all others by their files.", subcommands = {
        ReplayCommand.class, VersionsCommand.class, ActivateCommand.class}, footer = {
                "", "Examples:", "  casegate agreement explain staffordshire",
                "  casegate agreement check my-agreement.yaml"})
public final class AgreementCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", mixinStandardHelpOptions = true, header = "List the agreements that ship.", footer = {"",
            "Example:", "  casegate agreement list --json"})
    int list(@Option(names = "--json", description = "one array on standard output") boolean json) {
        List<Agreement> all = Agreements.bundled().all();
        if (json) {
            JsonOut.write(out(), all.stream().map(AgreementCommand::tree).toList());
        } else {
            all.forEach(each -> out().println("%-14s %-10s %-24s %s".formatted(each.version().agreement(),
                    each.version().version(), each.name(), each.textSha256())));
        }
        out().flush();
        return 0;
    }

    @Command(name = "explain", mixinStandardHelpOptions = true, header = "Print a whole agreement in plain English.", description = "Who may send what to whom, every rule with its passage and its words, who decides on a hold, settings and their values, who approves a change, and what else the text says.", footer = {
            "", "Examples:", "  casegate agreement explain staffordshire", "  casegate agreement explain draft.yaml"})
    int explain(
            @Parameters(paramLabel = "AGREEMENT", description = "the name of one that ships, or a file") String which) {
        out().print(Explanation.of(named(which)));
        out().flush();
        return 0;
    }

    @Command(name = "check", mixinStandardHelpOptions = true, header = "Say every mistake in an agreement's file.", description = "Names file, line and key of each mistake, and what is accepted there.", footer = {
            "", "Exit status 2 if there is any.", "", "Example:", "  casegate agreement check my-agreement.yaml"})
    int check(@Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files,
            @Option(names = "--json", description = "one array on standard output, an object for each file") boolean json) {
        List<Object> results = new ArrayList<>();
        boolean faultless = true;
        for (Path file : files) {
            Parsed<Agreement> parsed = AgreementParser
                    .parse(GivenFile.octets(file, AgreementParser.LARGEST_BYTES));
            faultless &= parsed.complaints().isEmpty();
            results.add(result(file, parsed));
            if (!json) {
                tell(file, parsed);
            }
        }
        if (json) {
            JsonOut.write(out(), results);
        }
        out().flush();
        return faultless ? 0 : Stop.BAD_INPUT;
    }

    @Command(name = "schema", mixinStandardHelpOptions = true, header = "Print the JSON Schema of agreement files.", description = "For editors that check while one writes. The command 'agreement check' knows more.", footer = {
            "", "Example:", "  casegate agreement schema > agreement.schema.json"})
    int schema() {
        JsonOut.write(out(), AgreementSchema.tree());
        out().flush();
        return 0;
    }

    /// An agreement by its name where it ships, else by its file.
    private static Agreement named(String which) {
        Agreements bundled = Agreements.bundled();
        Optional<Agreement> ships = AgreementId.parse(which).flatMap(bundled::find);
        if (ships.isPresent()) {
            return ships.get();
        }
        Path file = Path.of(which);
        if (Files.notExists(file) && AgreementId.parse(which).isPresent()) {
            throw Stop.badInput("there is no agreement '" + which + "' and no file of that name; accepted: "
                    + bundled.ids().stream().map(AgreementId::value).sorted().collect(Collectors.joining(", "))
                    + ", or a file");
        }
        return GivenFile.read(file, AgreementParser.LARGEST_BYTES, AgreementParser::parse);
    }

    private void tell(Path file, Parsed<Agreement> parsed) {
        switch (parsed) {
            case Parsed.Good<Agreement>(Agreement agreement) ->
                out().println("%s: no mistake. %s, version %s, %d steps; SHA-256 %s".formatted(file, agreement.name(),
                        agreement.version().version(), agreement.steps().size(), agreement.textSha256()));
            case Parsed.Bad<Agreement>(List<Complaint> complaints) -> {
                PrintWriter err = spec.commandLine().getErr();
                complaints.forEach(complaint -> err.println(complaint.in(file.toString())));
                err.println("%s: %s".formatted(file, Count.of(complaints.size(), "mistake")));
                err.flush();
            }
        }
    }

    private static Map<String, Object> result(Path file, Parsed<Agreement> parsed) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("file", file.toString());
        result.put("ok", parsed.complaints().isEmpty());
        if (parsed instanceof Parsed.Good<Agreement>(Agreement agreement)) {
            result.putAll(tree(agreement));
        }
        result.put("mistakes", parsed.complaints().stream().map(complaint -> {
            Map<String, Object> mistake = new LinkedHashMap<>();
            mistake.put("line", complaint.line());
            mistake.put("key", complaint.key());
            mistake.put("text", complaint.sentence());
            return mistake;
        }).toList());
        return result;
    }

    private static Map<String, Object> tree(Agreement agreement) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("agreement", agreement.version().agreement().value());
        tree.put("version", agreement.version().version());
        tree.put("name", agreement.name());
        tree.put("sha256", agreement.textSha256());
        return tree;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
