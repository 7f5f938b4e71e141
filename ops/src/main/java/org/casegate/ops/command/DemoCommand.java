// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.Stop;
import org.casegate.ops.console.Stopping;
import org.casegate.ops.demo.Demo;
import org.casegate.ops.demo.DemoClock;
import org.casegate.ops.demo.DemoFile;
import org.casegate.ops.demo.Ports;
import org.casegate.ops.demo.Welcome;
import org.casegate.ops.walk.Walk;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.LedgerUnavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Starts a gateway to play with, or walks the whole journey by itself.
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false, header = "Start a gateway to play with, on this machine only.", description = "Makes a register, keys, sign-ins and sample packs in a private folder, starts SFTP and the portal on loopback, and prints what to paste. Everything it makes is found again by the next start.", footer = {
        "", "Examples:", "  casegate demo", "  casegate demo --walk", "  casegate demo code scc-safeguarding-lead"})
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--walk", description = "do the whole journey, print the evidence of each step, and end")
    private boolean walk;

    @Option(names = "--home", paramLabel = "DIR", description = "the private folder (else ~/.casegate/demo; with --walk a fresh one, removed at the end)")
    private Optional<Path> home = Optional.empty();

    @Option(names = "--sftp-port", paramLabel = "PORT", description = "else 2222")
    private Optional<Integer> sftpPort = Optional.empty();

    @Option(names = "--web-port", paramLabel = "PORT", description = "the portal's, else 8443")
    private Optional<Integer> webPort = Optional.empty();

    @Option(names = "--admin-port", paramLabel = "PORT", description = "the administration's, else one above the portal's")
    private Optional<Integer> adminPort = Optional.empty();

    @Option(names = "--db-port", paramLabel = "PORT", description = "the database's, else a free one that is remembered")
    private Optional<Integer> databasePort = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, BadConfig, LedgerUnavailable, Conflict, InterruptedException {
        return walk ? Walk.run(out(), home, walkPorts()) : play();
    }

    private int play() throws IOException, BadConfig, LedgerUnavailable, Conflict, InterruptedException {
        Path place = home.orElseGet(DemoCommand::usualHome);
        out().println("Starting a demonstration in " + place);
        out().flush();
        try (Stopping stopping = Stopping.onSignal(); Demo demo = Demo.start(place, ports(), this::report)) {
            Welcome.print(out(), demo.file(), home.isPresent());
            stopping.await();
            out().println("Stopping ...");
            out().flush();
        }
        return 0;
    }

    private void report(String what) {
        out().println("  " + what);
        out().flush();
    }

    private Ports ports() {
        int web = webPort.orElse(8443);
        return new Ports(sftpPort.orElse(2222), web, adminPort.orElse(web + 1), databasePort.orElse(0));
    }

    private Ports walkPorts() {
        Ports free = Ports.free();
        return new Ports(sftpPort.orElse(free.sftp()), webPort.orElse(free.web()), adminPort.orElse(free.admin()),
                databasePort.orElse(0));
    }

    @Command(name = "code", mixinStandardHelpOptions = true, header = "Print the six-digit code that an account signs in with now.", footer = {
            "", "Example:", "  casegate demo code scc-safeguarding-lead"})
    int code(@Parameters(paramLabel = "ACCOUNT") String account,
            @Option(names = "--home", paramLabel = "DIR", description = "the demonstration's home, else ~/.casegate/demo") Optional<Path> place)
            throws IOException {
        Path folder = place.orElseGet(DemoCommand::usualHome);
        String code = DemoFile.codeNow(folder, account).orElseThrow(
                () -> Stop.badInput("no account `%s` in the demonstration at %s".formatted(account, folder)));
        out().println(code);
        out().flush();
        return 0;
    }

    @Command(name = "forward", mixinStandardHelpOptions = true, header = "Move the demonstration's clock forward.", description = "What is due by then happens at once in a demonstration that runs. There is no way back but a new home.", footer = {
            "", "Example:", "  casegate demo forward P91D"})
    int forward(
            @Parameters(paramLabel = "PERIOD", description = "days and hours as ISO 8601 writes them: P91D, PT6H") String period,
            @Option(names = "--home", paramLabel = "DIR", description = "the demonstration's home, else ~/.casegate/demo") Optional<Path> place)
            throws IOException {
        Path folder = place.orElseGet(DemoCommand::usualHome);
        if (!Files.exists(folder.resolve("demo.json"))) {
            throw Stop.badInput("no demonstration in " + folder);
        }
        Duration by;
        try {
            by = Duration.parse(period);
        } catch (DateTimeParseException _) {
            throw Stop.badInput("`%s` is not a period; accepted is P91D or PT6H".formatted(period));
        }
        if (by.isNegative() || by.isZero()) {
            throw Stop.badInput("the clock only goes forward");
        }
        DemoClock clock = DemoClock.open(folder);
        clock.forward(by);
        out().println("The demonstration's clock says " + clock.instant());
        out().flush();
        return 0;
    }

    static Path usualHome() {
        return Path.of(System.getProperty("user.home"), ".casegate", "demo");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
