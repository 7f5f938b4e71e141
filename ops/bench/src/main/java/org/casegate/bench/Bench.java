// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs one suite of benchmarks and says which promises were kept. Exit status: 0 all were, 1 one was not, 2 bad input,
/// 4 the benchmarks did not run.
public final class Bench {

    private static final String HELP = """
            Usage: casegate bench judgement
                   casegate bench ledger [--entries N] [--appends-in DIR]
                   casegate bench sftp [--size MIB]
                   casegate bench soak [--minutes N] [--plot FILE]
            Measure what the gateway promises of its speed, beside a peer, on this machine.

              judgement   one judgement of a pack of ten parts by each agreement, with bytes allocated;
                          the same steps in the Common Expression Language (the peer);
                          loading 1,000 agreements of 1,000 bodies each, and judging among them.
                          Takes about ten minutes. Leave the machine alone meanwhile.
              ledger      durable appends, with their change of state and without, by one node and by four,
                          beside pgbench (the peer, which must be installed) on the same PostgreSQL; verifying
                          a log of 10,000,000 entries (or N) from its files, proofs from it, and an auditor's pages.
                          What a flush takes decides much: --appends-in names the disk that is appended to.
                          Takes about twenty minutes and 15 GB in the directory of temporary files.
              sftp        uploads of 1 GiB (or so many MiB), one and four at once, of many small parts, and over a
                          distance; sign-ins, 1,000 idle sessions, a long listing, starts; beside OpenSSH, OpenSSH with
                          GnuPG and rclone over its encryption (the peers, which must be installed), by OpenSSH's client.
                          Takes about fifteen minutes and 30 GB in the directory of temporary files.
              soak        thirty minutes (or so many) of everything at once, after a warm-up of a sixth of that: packs of
                          small parts, large parts, refusals, cut connections, listings, pages; whether heap, handles
                          and threads grow. The plot goes to soak.svg (or FILE).

            Exit status: 0 every promise was kept, 1 one was not, 2 bad input, 3 a peer is missing,
            4 an unexpected fault.

            Example:
              ops/casegate bench judgement
            """;
    /// Held, or its level would be forgotten.
    private static final Logger MIGRATIONS = Logger.getLogger("org.flywaydb");
    private static final long LARGE = 10_000_000;
    private static final double JUDGEMENT_MICROSECONDS = 50;
    private static final double LOAD_MILLISECONDS = 2_000;
    /// As the gateway serves.
    private static final String[] AS_SERVED = {"-XX:+UseG1GC", "-XX:+UseCompactObjectHeaders", "-Xmx2g",
            "--sun-misc-unsafe-memory-access=allow"};
    private static final int COLD_STARTS = 5;

    private Bench() {}

    /// Runs the suite that is named.
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.print(HELP);
            return 0;
        }
        try {
            if (arguments.isEmpty()) {
                System.err.print(HELP);
                return 2;
            }
            if (arguments.equals(List.of("judgement"))) {
                return judgement();
            }
            if (arguments.getFirst().equals("soak")) {
                return soak(arguments);
            }
            if (arguments.getFirst().equals("sftp")) {
                return sftp(arguments);
            }
            Optional<LedgerOptions> ledger = LedgerOptions.parse(arguments);
            if (ledger.isPresent()) {
                return ledger(ledger.get());
            }
            System.err.print(HELP);
            return 2;
        } catch (Exception e) {
            System.err.println("casegate: the benchmarks did not run: " + e.getMessage());
            return 4;
        }
    }

    /// @param entries   of the large log
    /// @param appendsIn where the database lies that is appended to
    private record LedgerOptions(long entries, Path appendsIn) {
        /// What is asked of the suite `ledger`; nothing if that is not what is asked for.
        static Optional<LedgerOptions> parse(List<String> arguments) {
            if (arguments.isEmpty() || !arguments.getFirst().equals("ledger")) {
                return Optional.empty();
            }
            long entries = LARGE;
            Path appendsIn = Path.of(System.getProperty("java.io.tmpdir"));
            for (int at = 1; at < arguments.size(); at += 2) {
                String value = at + 1 < arguments.size() ? arguments.get(at + 1) : "";
                switch (arguments.get(at)) {
                    case "--entries" -> {
                        if (!value.matches("[1-9][0-9]{3,8}")) {
                            return Optional.empty();
                        }
                        entries = Long.parseLong(value);
                    }
                    case "--appends-in" -> {
                        if (!Files.isDirectory(Path.of(value))) {
                            return Optional.empty();
                        }
                        appendsIn = Path.of(value);
                    }
                    default -> {
                        return Optional.empty();
                    }
                }
            }
            return Optional.of(new LedgerOptions(entries, appendsIn));
        }
    }

    private static int ledger(LedgerOptions options) throws Exception {
        MIGRATIONS.setLevel(Level.WARNING);
        if (!Pgbench.isInstalled()) {
            System.err.println("casegate: pgbench is not here; install PostgreSQL's own programs (Debian: postgresql-15"
                    + " or newer) and put pgbench on the PATH");
            return 3;
        }
        Results results = new Results();
        try (Scratch scratch = new Scratch(options.appendsIn())) {
            new LedgerBench(scratch.folder(), results).run();
        }
        try (Scratch scratch = new Scratch(Path.of(System.getProperty("java.io.tmpdir")))) {
            new LargeBench(scratch.folder(), options.entries(), results).run();
        }
        results.print();
        return results.isKept() ? 0 : 1;
    }

    private static int sftp(List<String> arguments) throws Exception {
        boolean sized = arguments.size() == 3 && arguments.get(1).equals("--size")
                && arguments.get(2).matches("[1-9][0-9]{1,4}");
        if (arguments.size() > 1 && !sized) {
            System.err.print(HELP);
            return 2;
        }
        List<String> missing = Programs.missing("sshd", "sftp", "ssh-keygen", "rclone", "gpg", "curl", "xargs",
                "shred");
        if (!missing.isEmpty()) {
            System.err.println("casegate: not here, so that nothing can be compared: " + String.join(", ", missing)
                    + " (Debian: apt-get install openssh-server openssh-client rclone gnupg curl)");
            return 3;
        }
        Results results = new Results();
        try (Scratch scratch = new Scratch(Path.of(System.getProperty("java.io.tmpdir")))) {
            new SftpBench(System.getProperty("casegate.script", "ops/casegate"), scratch.folder(),
                    sized ? Integer.parseInt(arguments.get(2)) : 1_024, results).run();
        } finally {
            results.print(); // what was measured before a fault, too
        }
        return results.isKept() ? 0 : 1;
    }

    private static int soak(List<String> arguments) throws Exception {
        Duration length = Duration.ofMinutes(30);
        Path plot = Path.of("soak.svg");
        for (int at = 1; at < arguments.size(); at += 2) {
            String value = at + 1 < arguments.size() ? arguments.get(at + 1) : "";
            if (arguments.get(at).equals("--minutes") && value.matches("[1-9][0-9]{0,3}")) {
                length = Duration.ofMinutes(Long.parseLong(value));
            } else if (arguments.get(at).equals("--plot") && !value.isEmpty()) {
                plot = Path.of(value);
            } else {
                System.err.print(HELP);
                return 2;
            }
        }
        List<String> missing = Programs.missing("sftp", "curl");
        if (!missing.isEmpty()) {
            System.err.println("casegate: not here, so that nothing can be sent: " + String.join(", ", missing));
            return 3;
        }
        Results results = new Results();
        try (Scratch scratch = new Scratch(Path.of(System.getProperty("java.io.tmpdir")))) {
            new Soak(System.getProperty("casegate.script", "ops/casegate"), scratch.folder(), length, results)
                    .run(plot);
        }
        results.print();
        return results.isKept() ? 0 : 1;
    }

    private static int judgement() throws RunnerException {
        List<Line> lines = new ArrayList<>();
        run(JudgementBenchmark.class, sampled()).forEach(
                result -> lines.add(judged("ten parts, " + result.getParams().getParam("agreement"), result, true)));
        run(PeerBenchmark.class, sampled()).forEach(
                result -> lines.add(judged("ten parts, staffordshire's steps in CEL (peer)", result, false)));
        run(LargeRegisterBenchmark.class, sampled()).forEach(
                result -> lines.add(judged("ten parts, among 1,000 agreements of 1,000 bodies", result, true)));
        run(LoadBenchmark.class, options().warmupIterations(0).measurementIterations(1).forks(COLD_STARTS))
                .forEach(result -> lines.add(loaded(form(result) + ", JVM just started", result, false)));
        run(LoadBenchmark.class, options().warmupIterations(5).measurementIterations(7).forks(1))
                .forEach(result -> lines.add(loaded(form(result) + ", JVM warm", result, isJson(result))));
        System.out.printf(Locale.ROOT, "%n%-66s %12s %12s %10s %12s  %s%n", "", "median", "95 of 100", "kB each",
                "promised", "kept");
        lines.forEach(line -> System.out.println(line.text()));
        return lines.stream().allMatch(Line::isKept) ? 0 : 1;
    }

    private static String form(RunResult result) {
        return "load 1,000 agreements of 1,000 bodies, " + result.getParams().getParam("form");
    }

    /// What so many of it are written by programs for programs; nobody writes a thousand agreements by hand.
    private static boolean isJson(RunResult result) {
        return result.getParams().getParam("form").equals(ManyBodies.Form.JSON.name());
    }

    private static ChainedOptionsBuilder options() {
        return new OptionsBuilder().jvmArgs(AS_SERVED).addProfiler(GCProfiler.class).shouldFailOnError(true)
                .shouldDoGC(true);
    }

    private static ChainedOptionsBuilder sampled() {
        return options().warmupIterations(5).warmupTime(TimeValue.seconds(2)).measurementIterations(5)
                .measurementTime(TimeValue.seconds(2)).forks(2);
    }

    private static Collection<RunResult> run(Class<?> benchmark, ChainedOptionsBuilder options)
            throws RunnerException {
        return new Runner(options.include("^" + benchmark.getName().replace(".", "\\.") + "\\.").build()).run();
    }

    private static Line judged(String what, RunResult result, boolean promised) {
        return new Line(what, percentile(result, 50), percentile(result, 95), "µs", kilobytes(result),
                promised ? JUDGEMENT_MICROSECONDS : Double.NaN);
    }

    private static Line loaded(String what, RunResult result, boolean promised) {
        return new Line(what, percentile(result, 50), percentile(result, 95), "ms", kilobytes(result),
                promised ? LOAD_MILLISECONDS : Double.NaN);
    }

    private static double percentile(RunResult result, double percent) {
        return result.getPrimaryResult().getStatistics().getPercentile(percent);
    }

    private static double kilobytes(RunResult result) {
        var bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return bytes == null ? Double.NaN : bytes.getScore() / 1_000;
    }

    /// One figure.
    ///
    /// @param most the promise; not a number where nothing is promised
    private record Line(String what, double median, double most95, String unit, double kilobytes, double most) {

        boolean isKept() {
            return Double.isNaN(most) || median <= most;
        }

        String text() {
            return String.format(Locale.ROOT, "%-66s %9.1f %s %9.1f %s %10.1f %12s  %s", what, median, unit, most95,
                    unit, kilobytes, Double.isNaN(most) ? "" : "<= %.0f %s".formatted(most, unit),
                    Double.isNaN(most) ? "" : isKept() ? "yes" : "NO");
        }
    }
}
