// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.keep.KeyRefused;
import org.casegate.ops.command.AccountCommand;
import org.casegate.ops.command.AgencyCommand;
import org.casegate.ops.command.AgreementCommand;
import org.casegate.ops.command.ApprovalCommand;
import org.casegate.ops.command.CaseCommand;
import org.casegate.ops.command.DecideCommand;
import org.casegate.ops.command.DoctorCommand;
import org.casegate.ops.command.HoldCommand;
import org.casegate.ops.command.HostKeyCommand;
import org.casegate.ops.command.LedgerCommand;
import org.casegate.ops.command.NoticeCommand;
import org.casegate.ops.command.MeetingCommand;
import org.casegate.ops.command.PackCommand;
import org.casegate.ops.command.RegisterCommand;
import org.casegate.ops.command.RetentionCommand;
import org.casegate.ops.command.ServeCommand;
import org.casegate.ops.command.SettingCommand;
import org.casegate.ops.console.Stop;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.command.DemoCommand;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.schema.DatabaseUnavailable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The commands. Exit status: 0 done and all well, 1 the answer is no, 2 bad input or configuration, 3 the gateway or its
/// database cannot be reached, 4 an unexpected fault.
@Command(name = "casegate", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, header = "A file gateway that makes the information-sharing agreement the access rule.", synopsisSubcommandLabel = "COMMAND", footer = {
        "",
        "Try first:",
        "  ops/casegate demo --walk", "",
        "Of the script itself, for whoever builds this:",
        "  ops/casegate test [ARGS]       the whole build with all tests; ARGS go to Maven",
        "  ops/casegate bench judgement   measure the speed that is promised, beside a peer", "",
        "A command finds its gateway by --config FILE, else by CASEGATE_CONFIG, else ./casegate.yaml,",
        "else /etc/casegate/casegate.yaml.", "",
        "Exit status: 0 all well, 1 the answer is no, 2 bad input or configuration,",
        "  3 gateway or database cannot be reached, 4 an unexpected fault."})
public final class Main {
    /// In the order of the help.
    private static final List<String> COMMANDS = List.of("demo", "serve", "decide", "agreement", "register", "setting",
            "approval", "agency", "account", "case", "meeting", "pack", "hold", "retention", "ledger", "notice",
            "host-key", "doctor");

    private Main() {}

    /// Runs one command and ends the process with its exit status.
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, List.of(arguments)));
    }

    static int run(PrintStream out, PrintStream err, List<String> arguments) {
        Optional<Path> service = ServeCommand.asService(arguments);
        return service.isPresent() ? serve(service.get(), out, err) : command(out, err, arguments);
    }

    private static int serve(Path config, PrintStream out, PrintStream err) {
        try {
            return ServeCommand.serve(config, new PrintWriter(out, true, out.charset()));
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            return explain(fault, new PrintWriter(err, true, err.charset()));
        } catch (Exception | Error fault) {
            return explain(fault, new PrintWriter(err, true, err.charset()));
        }
    }

    private static int command(PrintStream out, PrintStream err, List<String> arguments) {
        CommandLine line = new CommandLine(new Main());
        asked(arguments).forEach(name -> line.addSubcommand(name, command(name)));
        line.setOut(new PrintWriter(out, true, out.charset()));
        line.setErr(new PrintWriter(err, true, err.charset()));
        line.setExecutionExceptionHandler((fault, command, _) -> explain(fault, command.getErr()));
        line.setParameterExceptionHandler((mistake, _) -> explain(mistake));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        try {
            return line.execute(arguments.toArray(String[]::new));
        } catch (Error fault) { // picocli hands on exceptions only
            return explain(fault, line.getErr());
        }
    }

    /// The one command that is asked for, else all of them: to make all takes longer than most of them run.
    private static List<String> asked(List<String> arguments) {
        return !arguments.isEmpty() && COMMANDS.contains(arguments.getFirst())
                ? List.of(arguments.getFirst())
                : COMMANDS;
    }

    private static Object command(String name) {
        return switch (name) {
            case "demo" -> new DemoCommand();
            case "serve" -> new ServeCommand();
            case "decide" -> new DecideCommand();
            case "agreement" -> new AgreementCommand();
            case "register" -> new RegisterCommand();
            case "setting" -> new SettingCommand();
            case "approval" -> new ApprovalCommand();
            case "agency" -> new AgencyCommand();
            case "account" -> new AccountCommand();
            case "case" -> new CaseCommand();
            case "meeting" -> new MeetingCommand();
            case "pack" -> new PackCommand();
            case "hold" -> new HoldCommand();
            case "retention" -> new RetentionCommand();
            case "ledger" -> new LedgerCommand();
            case "notice" -> new NoticeCommand();
            case "host-key" -> new HostKeyCommand();
            case "doctor" -> new DoctorCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /// One line, and where to read on; all of the help would hide it. Who asked for nothing at all is shown the commands.
    private static int explain(ParameterException mistake) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("casegate: " + mistake.getMessage());
        if (mistake.getClass() == ParameterException.class && !command.getSubcommands().isEmpty()) {
            command.usage(err);
        } else if (!UnmatchedArgumentException.printSuggestions(mistake, err)) {
            err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return Stop.BAD_INPUT;
    }

    private static boolean portInUse(Throwable fault) {
        return fault instanceof BindException || (fault.getCause() != null && portInUse(fault.getCause()));
    }

    /// One clear line for whatever ended a command; the rest, if there is more to know, is in the log.
    private static int explain(Throwable fault, PrintWriter err) {
        int status = switch (fault) {
            case Stop stop -> stop.status();
            case BadConfig _,KeyRefused _ -> Stop.BAD_INPUT;
            case DatabaseUnavailable unavailable -> unavailable.portInUse() ? Stop.BAD_INPUT : Stop.NOT_REACHED;
            case LedgerUnavailable _ -> Stop.NOT_REACHED;
            default -> portInUse(fault)
                    ? Stop.BAD_INPUT
                    : fault.getCause() instanceof SQLException ? Stop.NOT_REACHED : Stop.FAULT;
        };
        err.println("casegate: " + (status == Stop.FAULT ? "something went wrong: " + fault : fault.getMessage()));
        if (status == Stop.FAULT) {
            LoggerFactory.getLogger(Main.class).error("A command ended unexpectedly", fault);
        }
        err.flush();
        return status;
    }
}
