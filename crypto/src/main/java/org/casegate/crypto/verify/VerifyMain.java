// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.tlog.LedgerReport;
import org.jspecify.annotations.Nullable;

/// The verification as a program of its own: one file that needs a Java 25 and nothing else, for those who do not run a
/// gateway and do not trust whoever runs it.
public final class VerifyMain {
    private static final String USAGE = """
            Verifies a CaseGate ledger from outside: no database, no account.

              java -jar casegate-verify.jar --tiles DIR|URL --vkey KEY [--checkpoint FILE]... [--json]

              --tiles DIR|URL      what `casegate ledger export-tiles` wrote, or https://GATEWAY/ledger/
              --vkey KEY           the log's verifier key, or a file that holds it; with a witness's key as well, some
                                   checkpoint must be cosigned by that witness; with the key of a log that ended
                                   before it (RESTORED), checkpoints of that one are compared too
              --checkpoint FILE    a checkpoint that you kept, or a directory of them; may be repeated
              --ca FILE            the site's certificate authority in PEM, where it is not a public one
              --json               {ok, size, root, checked, findings}

            Exit status: 0 it verifies, 1 it does not, 2 bad input, 3 it cannot be read.
            """;

    private VerifyMain() {}

    /// Runs it and ends the process with its exit status.
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty() || arguments.contains("--help")) {
            out.print(USAGE);
            return arguments.isEmpty() ? 2 : 0;
        }
        try {
            LedgerReport report = asked(new ArrayDeque<>(arguments)).run();
            if (arguments.contains("--json")) {
                out.println(report.json());
            } else {
                report.lines().forEach(out::println);
            }
            return report.ok() ? 0 : 1;
        } catch (IllegalArgumentException bad) {
            err.println(bad.getMessage());
            return 2;
        } catch (IOException unreadable) {
            err.println("It cannot be read: " + unreadable.getMessage());
            return 3;
        }
    }

    private static Verification asked(Deque<String> arguments) {
        Optional<String> tiles = Optional.empty();
        List<String> keys = new ArrayList<>();
        List<Path> checkpoints = new ArrayList<>();
        Optional<Path> authority = Optional.empty();
        while (!arguments.isEmpty()) {
            String option = arguments.remove();
            switch (option) {
                case "--tiles" -> tiles = Optional.of(value(option, arguments.poll()));
                case "--vkey" -> keys.add(value(option, arguments.poll()));
                case "--checkpoint" -> checkpoints.add(Path.of(value(option, arguments.poll())));
                case "--ca" -> authority = Optional.of(Path.of(value(option, arguments.poll())));
                case "--json" -> {
                    // looked for by whoever prints
                }
                default -> throw new IllegalArgumentException(option + " is not known; --help lists what is");
            }
        }
        return new Verification(tiles.orElseThrow(() -> new IllegalArgumentException("--tiles DIR|URL is missing")),
                keys,
                checkpoints, authority);
    }

    private static String value(String option, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return value;
    }
}
