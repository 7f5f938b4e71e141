// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.config.Config;
import org.casegate.ops.console.JsonOut;
import org.casegate.ops.console.Log;
import org.casegate.ops.console.Stop;
import org.casegate.ops.doctor.Doctor;
import org.casegate.ops.doctor.Finding;
import org.casegate.ops.doctor.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/// Looks at a site and says what is not well.
@Command(name = "doctor", mixinStandardHelpOptions = true, header = "See whether a site is well, and what to do where it is not.", description = {
        "Looks at keys, database, ledger, clock, disks, storage places, country database, certificate, ports, mail and contacts. Green is well; amber fails nothing yet; red fails, or cannot be relied on.",
        "It changes nothing, and may run beside the gateway."}, footer = {"",
                "Exit status 1 if anything is red.", "", "Example:",
                "  casegate doctor --config /etc/casegate/casegate.yaml"})
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final GatewayOption gateway = new GatewayOption();

    @Option(names = "--json", description = "one array on standard output: check, state, said, todo")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws BadConfig, IOException {
        Log.onStandardError();
        Config config = gateway.config();
        List<Doctor.Line> lines;
        try (Site site = new Site(config, GatewayOption.clock(config))) {
            lines = Doctor.examine(site);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            json(out, lines);
        } else {
            lines.forEach(line -> print(out, line));
        }
        out.flush();
        boolean red = lines.stream().anyMatch(line -> line.finding().colour() == Finding.Colour.RED);
        return red ? Stop.ANSWER_IS_NO : 0;
    }

    private static void print(PrintWriter out, Doctor.Line line) {
        out.println("%-5s  %-17s  %s".formatted(line.finding().colour().name().toLowerCase(Locale.ROOT), line.check(),
                line.finding().said()));
        line.finding().todo().ifPresent(todo -> out.println(" ".repeat(26) + "-> " + todo));
    }

    private static void json(PrintWriter out, List<Doctor.Line> lines) {
        try (JsonGenerator json = JsonOut.to(out)) {
            json.writeStartArray();
            for (Doctor.Line line : lines) {
                json.writeStartObject();
                json.writeStringProperty("check", line.check());
                json.writeStringProperty("state", line.finding().colour().name());
                json.writeStringProperty("said", line.finding().said());
                line.finding().todo().ifPresent(todo -> json.writeStringProperty("todo", todo));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        out.println();
    }
}
